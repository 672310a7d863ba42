import Logging
import Synchronization

/// One connection in libpq's pipeline mode that all tasks share for reads by key. It is read-only, so that a read may be sent again.
///
/// Its thread starts with the first read, and ends with the lane.
final class Lane: Sendable {
    let inbox: LaneInbox
    private let configuration: PostgresConfiguration
    private let logger: Logger
    private let meters: PostgresMeters

    init(_ configuration: PostgresConfiguration, logger: Logger, meters: PostgresMeters) throws(PostgresError) {
        inbox = LaneInbox(wake: try Wake())
        self.configuration = configuration
        self.logger = logger
        self.meters = meters
    }

    deinit { inbox.close() }

    func query(_ sql: SQL) async throws -> PostgresRows {
        if let (position, reason) = sql.parameters.failure { throw PostgresError.encoding(position: position, reason: reason) }
        let request = LaneRequest(sql)
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                guard request.wait(continuation) else { return }
                switch inbox.submit(request) {
                case .accepted: break
                case .refused: request.finish(.failure(PostgresError.shutDown))
                case .needsThread: startThread()
                }
            }
        } onCancel: {
            request.finish(.failure(CancellationError()))
        }
    }

    private func startThread() {
        let (inbox, configuration, logger, meters) = (inbox, configuration, logger, meters)
        do {
            try OwnThread.start {
                LaneThread(inbox: inbox, configuration: configuration, logger: logger, meters: meters).run()
            }
        } catch {
            for request in inbox.threadEnded() { request.finish(.failure(error)) }
        }
    }

    /// Refuses new reads and waits for the answers of those under way.
    func shutDown(by deadline: ContinuousClock.Instant) async {
        inbox.close()
        while ContinuousClock.now < deadline, inbox.hasThread { try? await Task.sleep(for: .milliseconds(5)) }
    }
}

/// Where tasks leave their reads for the lane's thread.
final class LaneInbox: Sendable {
    private struct State {
        var requests: [LaneRequest] = []
        var hasThread = false
        var isClosed = false
    }
    enum Receipt {
        case accepted, refused, needsThread
    }
    let wake: Wake
    private let state = Mutex(State())

    init(wake: Wake) { self.wake = wake }

    /// The first read in an empty inbox wakes the thread, which takes all that have come by then.
    func submit(_ request: LaneRequest) -> Receipt {
        let (receipt, isFirst): (Receipt, Bool) = state.withLock { state in
            guard !state.isClosed else { return (.refused, false) }
            state.requests.append(request)
            defer { state.hasThread = true }
            return (state.hasThread ? .accepted : .needsThread, state.requests.count == 1)
        }
        if isFirst, case .accepted = receipt { wake.signal() }
        return receipt
    }

    /// Puts what has come since the last call into `requests`, whose emptied storage takes its place.
    /// - Returns: whether the lane is closed.
    func take(into requests: inout [LaneRequest]) -> Bool {
        requests.removeAll(keepingCapacity: true)
        return state.withLock { state in
            swap(&state.requests, &requests)
            return state.isClosed
        }
    }

    func close() {
        state.withLock { $0.isClosed = true }
        wake.signal()
    }

    var hasThread: Bool { state.withLock { $0.hasThread } }

    /// The thread ends, or was not to be had. - Returns: what nobody will answer.
    func threadEnded() -> [LaneRequest] {
        state.withLock { state in
            defer { state.requests = [] }
            state.hasThread = false
            return state.requests
        }
    }
}
