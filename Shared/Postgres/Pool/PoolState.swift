import DequeModule

/// What the pool knows: which sessions are idle, how many there are, who waits. It decides; ``Pool`` carries out.
struct PoolState<Session: Sendable>: Sendable {
    typealias Waiting = CheckedContinuation<Session, any Error>
    struct Waiter: Sendable {
        let number: UInt64
        let deadline: ContinuousClock.Instant
        let continuation: Waiting
    }

    let size: Int
    /// The last one used is used next: its caches are warm.
    private(set) var idle: [Session] = []
    private(set) var lent = 0
    private(set) var opening = 0
    private(set) var waiters = Deque<Waiter>()
    private(set) var isClosed = false
    private var backoff = Backoff()
    /// After a failure to connect, no attempt is made before this.
    private var notBefore: ContinuousClock.Instant?
    private var lastFailure: PostgresError?

    init(size: Int) { self.size = size }

    var live: Int { idle.count + lent }
    var isDrained: Bool { lent == 0 && opening == 0 && waiters.isEmpty }

    enum Taken {
        case session(Session)
        case wait
    }

    /// - Throws: when the pool is closed, or the server was unreachable a moment ago and no connection is left: then waiting is no use.
    mutating func take(now: ContinuousClock.Instant) throws(PostgresError) -> Taken {
        guard !isClosed else { throw .shutDown }
        if let session = idle.popLast() {
            lent += 1
            return .session(session)
        }
        if live + opening == 0, let notBefore, now < notBefore, let lastFailure { throw lastFailure }
        return .wait
    }

    mutating func wait(_ waiter: Waiter) { waiters.append(waiter) }

    /// Whether the caller is to open a connection now.
    mutating func shouldOpen(now: ContinuousClock.Instant) -> Bool {
        guard !isClosed, waiters.count > opening, live + opening < size, notBefore.map({ now >= $0 }) ?? true else { return false }
        opening += 1
        return true
    }

    mutating func opened() {
        opening -= 1
        lent += 1
        notBefore = nil
        backoff.succeeded()
    }

    /// - Returns: who waits in vain: everybody, when there is no connection left to wait for.
    mutating func failedToOpen(_ failure: PostgresError, now: ContinuousClock.Instant) -> [Waiter] {
        opening -= 1
        lastFailure = failure
        notBefore = now + backoff.next()
        return hopeless()
    }

    /// - Returns: the waiter that gets the session; with none it is idle, or, in a closed pool, the caller's to close.
    mutating func giveBack(_ session: Session) -> Waiter? {
        if let waiter = waiters.popFirst() { return waiter }
        lent -= 1
        if !isClosed { idle.append(session) }
        return nil
    }

    mutating func lose(now: ContinuousClock.Instant) -> [Waiter] {
        lent -= 1
        return hopeless(now: now)
    }

    private mutating func hopeless(now: ContinuousClock.Instant? = nil) -> [Waiter] {
        guard live + opening == 0, let notBefore, now.map({ $0 < notBefore }) ?? true else { return [] }
        defer { waiters = [] }
        return Array(waiters)
    }

    mutating func remove(waiter number: UInt64) -> Waiter? {
        waiters.firstIndex { $0.number == number }.map { waiters.remove(at: $0) }
    }

    /// Those who waited too long. Everybody waits equally long, so they stand in front.
    mutating func expired(now: ContinuousClock.Instant) -> [Waiter] {
        var gone: [Waiter] = []
        while let first = waiters.first, first.deadline <= now { gone.append(waiters.removeFirst()) }
        return gone
    }

    mutating func close() -> [Session] {
        isClosed = true
        defer { idle = [] }
        return idle
    }

    var failure: PostgresError { lastFailure ?? .shutDown }
}
