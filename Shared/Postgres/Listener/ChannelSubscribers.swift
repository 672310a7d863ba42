import Synchronization

/// Who listens to what.
final class ChannelSubscribers: Sendable {
    /// How many notifications a slow subscriber may leave lying; beyond, it is told that it missed some.
    static let buffer = 1024

    private struct Subscriber {
        let channels: Set<String>
        let continuation: AsyncStream<PostgresNotification>.Continuation
        /// Whether its channels are being listened to.
        var isServed = false
        /// Whether it was told less than there was.
        var hasMissed = false

        mutating func tell(_ notification: PostgresNotification) {
            if hasMissed {
                guard case .enqueued = continuation.yield(.reconnected) else { return }
                hasMissed = false
            }
            if case .dropped = continuation.yield(notification) { hasMissed = true }
        }
    }
    private struct State {
        var subscribers: [Int: Subscriber] = [:]
        var numbered = 0
        var hasThread = false
        var isClosed = false
    }
    let wake: Wake
    private let state = Mutex(State())

    init(wake: Wake) { self.wake = wake }

    /// - Returns: the subscriber's number, nil when closed; and whether the caller has to start the thread.
    func add(_ channels: Set<String>, _ continuation: AsyncStream<PostgresNotification>.Continuation) -> (Int?, needsThread: Bool) {
        defer { wake.signal() }
        return state.withLock { state in
            guard !state.isClosed else { return (nil, false) }
            state.numbered += 1
            state.subscribers[state.numbered] = Subscriber(channels: channels, continuation: continuation)
            defer { state.hasThread = true }
            return (state.numbered, !state.hasThread)
        }
    }

    func remove(_ number: Int) {
        state.withLock { _ = $0.subscribers.removeValue(forKey: number) }
        wake.signal()
    }

    var channels: Set<String> { state.withLock { $0.subscribers.values.reduce(into: []) { $0.formUnion($1.channels) } } }
    var hasThread: Bool { state.withLock { $0.hasThread } }

    func tell(channel: String, payload: String) {
        state.withLock { state in
            for number in state.subscribers.keys where state.subscribers[number]?.channels.contains(channel) == true {
                state.subscribers[number]?.tell(.notification(channel: channel, payload: payload))
            }
        }
    }

    /// The channels `listened` are being listened to.
    func served(_ listened: Set<String>) {
        state.withLock { state in
            for (number, subscriber) in state.subscribers where !subscriber.isServed && subscriber.channels.isSubset(of: listened) {
                state.subscribers[number]?.isServed = true
                state.subscribers[number]?.tell(.reconnected)
            }
        }
    }

    func connectionLost() {
        state.withLock { state in
            for number in state.subscribers.keys { state.subscribers[number]?.isServed = false }
        }
    }

    /// Whether the thread is to end, because nobody listens; then the next subscriber starts another.
    func threadMayEnd() -> Bool {
        state.withLock { state in
            guard state.subscribers.isEmpty else { return false }
            state.hasThread = false
            return true
        }
    }

    func threadFailed() { state.withLock { $0.hasThread = false } }

    /// Ends every subscriber's sequence.
    func close() {
        let continuations = state.withLock { state in
            state.isClosed = true
            return state.subscribers.values.map(\.continuation)
        }
        for continuation in continuations { continuation.finish() }
        wake.signal()
    }
}
