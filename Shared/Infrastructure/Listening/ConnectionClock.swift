import NIOCore

/// What one connection is doing, and until when it may. Both handlers of the connection share it, on the connection's event loop.
struct ConnectionClock {
    enum Phase: Equatable {
        /// Nothing of a request has come yet.
        case idle
        /// The headers are coming.
        case head
        /// The body is coming.
        case body
        /// The request is here; the answer is not out yet.
        case answering
        /// The last answer is out; what the client still sends is dropped, so that it reads the answer before it sees the connection gone.
        case leaving
    }

    private let limits: ConnectionLimits
    private(set) var phase = Phase.idle
    private var since: NIODeadline
    private var isFirst = true
    private var bodyBytes = 0
    private var unwritableSince: NIODeadline?
    private var hasSaidAll = false

    init(limits: ConnectionLimits, now: NIODeadline) {
        self.limits = limits
        since = now
    }

    mutating func bytesArrived(_ now: NIODeadline) {
        if phase == .idle { enter(.head, now) }
    }
    mutating func headArrived(_ now: NIODeadline) {
        bodyBytes = 0
        isFirst = false
        enter(.body, now)
    }
    /// Answers whether the body is within its limit.
    mutating func bodyArrived(_ bytes: Int) -> Bool {
        bodyBytes += bytes
        return bodyBytes <= limits.body
    }
    mutating func requestEnded(_ now: NIODeadline) { if phase == .body { enter(.answering, now) } }
    mutating func answered(_ now: NIODeadline) { if phase == .answering { enter(.idle, now) } }
    mutating func leaves(_ now: NIODeadline) { enter(.leaving, now) }
    /// The kernel has all of the last answer: from now on the client is given a moment to read it.
    mutating func saidAll(_ now: NIODeadline) { (hasSaidAll, since) = (true, now) }
    mutating func writability(_ isWritable: Bool, _ now: NIODeadline) { unwritableSince = isWritable ? nil : unwritableSince ?? now }

    private mutating func enter(_ next: Phase, _ now: NIODeadline) {
        phase = next
        since = now
    }

    /// Whether the client has been given all the time that it has.
    func isOver(at now: NIODeadline) -> Bool {
        if let unwritableSince, now - unwritableSince > TimeAmount(limits.writeTime) { return true }
        return switch phase {
        // A client connects because it has something to say, so the first request may be waited for only as long as its headers.
        case .idle: now - since > TimeAmount(isFirst ? limits.headTime : limits.idleTime)
        case .head: now - since > TimeAmount(limits.headTime)
        case .body: now - since > TimeAmount(limits.bodyTime) + .milliseconds(Int64(bodyBytes) * 1000 / 8192)
        case .answering: false
        case .leaving: hasSaidAll && now - since > .seconds(2)
        }
    }

    /// How often to look: a few times within the shortest limit.
    static func interval(_ limits: ConnectionLimits) -> TimeAmount {
        let shortest = min(limits.headTime, limits.bodyTime, limits.idleTime, limits.writeTime, .seconds(4))
        return TimeAmount(max(shortest / 4, .milliseconds(20)))
    }
}
