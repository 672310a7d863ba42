import Logging
import Synchronization

/// A bounded set of connections, opened when they are needed and lent to one borrower at a time, first come, first served.
final class Pool: Sendable {
    private let configuration: PostgresConfiguration
    private let logger: Logger
    private let meters: PostgresMeters
    private let state: Mutex<State>

    private struct State {
        var pool: PoolState<PostgresSession>
        var numbered: UInt64 = 0
        /// Whether a task watches over the waiters' deadlines.
        var isWatched = false
    }

    init(_ configuration: PostgresConfiguration, logger: Logger, meters: PostgresMeters) {
        self.configuration = configuration
        self.logger = logger
        self.meters = meters
        state = Mutex(State(pool: PoolState(size: configuration.poolSize)))
    }

    /// A connection, which the borrower gives back with ``release(_:healthy:)``.
    func take() async throws -> PostgresSession {
        let taken = try state.withLock { try $0.pool.take(now: .now) }
        if case .session(let session) = taken { return session }
        return try await wait()
    }

    private func wait() async throws -> PostgresSession {
        let (begun, number) = (
            ContinuousClock.now,
            state.withLock {
                $0.numbered += 1; return $0.numbered
            }
        )
        defer { meters.waited(ContinuousClock.now - begun) }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let waiter = PoolState<PostgresSession>.Waiter(
                    number: number, deadline: begun + configuration.poolTimeout, continuation: continuation)
                enum Next { case served(PostgresSession), failed(PostgresError), waiting(opens: Bool, watches: Bool) }
                let next: Next = state.withLock { state in
                    // Another borrower may have come back since the first look.
                    do throws(PostgresError) {
                        if case .session(let session) = try state.pool.take(now: begun) { return .served(session) }
                    } catch { return .failed(error) }
                    state.pool.wait(waiter)
                    defer { state.isWatched = true }
                    return .waiting(opens: state.pool.shouldOpen(now: begun), watches: !state.isWatched)
                }
                switch next {
                case .served(let session): continuation.resume(returning: session)
                case .failed(let error): continuation.resume(throwing: error)
                case .waiting(let opens, let watches):
                    if opens { open() }
                    if watches { watch(from: waiter.deadline) }
                    // The task may have been cancelled before the waiter stood in the queue.
                    if Task.isCancelled { leave(number) }
                }
            }
        } onCancel: {
            leave(number)
        }
    }

    private func leave(_ number: UInt64) {
        state.withLock { $0.pool.remove(waiter: number) }?.continuation.resume(throwing: CancellationError())
    }

    /// Takes a connection back, on any thread, and hands it to the next in the queue.
    func release(_ session: PostgresSession, healthy: Bool) {
        guard healthy else { return lose() }
        if let waiter = state.withLock({ $0.pool.giveBack(session) }) {
            waiter.continuation.resume(returning: session)
        }
        // In a closed pool nobody holds the session any more, and it ends.
    }

    private func lose() {
        let (stranded, failure, opens) = state.withLock { state in
            (state.pool.lose(now: .now), state.pool.failure, state.pool.shouldOpen(now: .now))
        }
        for waiter in stranded { waiter.continuation.resume(throwing: failure) }
        if opens { open() }
    }

    private func open() {
        Task {
            do {
                let session = try await PostgresSession.open(configuration, logger: logger)
                meters.connected()
                state.withLock { $0.pool.opened() }
                release(session, healthy: true)
            } catch {
                let failure = error as? PostgresError ?? .unreachable(reason: "\(error)")
                logger.warning("\(failure)")
                let stranded = state.withLock { $0.pool.failedToOpen(failure, now: .now) }
                for waiter in stranded { waiter.continuation.resume(throwing: failure) }
            }
        }
    }

    /// Ends the waits that last too long: one task for all of them, and none while nobody waits.
    private func watch(from first: ContinuousClock.Instant) {
        Task {
            var next: ContinuousClock.Instant? = first
            while let deadline = next {
                try? await Task.sleep(until: deadline)
                let (expired, opens) = state.withLock { state in
                    let expired = state.pool.expired(now: .now)
                    next = state.pool.waiters.first?.deadline
                    state.isWatched = next != nil
                    return (expired, state.pool.shouldOpen(now: .now))
                }
                for waiter in expired { waiter.continuation.resume(throwing: PostgresError.timedOut(.pool)) }
                if opens { open() }
            }
        }
    }

    var inUse: Int { state.withLock { $0.pool.lent } }

    /// Lends nothing more, waits for what is lent to come back, and closes.
    func shutDown(by deadline: ContinuousClock.Instant) async {
        var idle = state.withLock { $0.pool.close() }
        while ContinuousClock.now < deadline, !state.withLock({ $0.pool.isDrained }) {
            try? await Task.sleep(for: .milliseconds(5))
        }
        for session in idle { await session.close() }
        idle = []
    }
}
