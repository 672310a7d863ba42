import NIOCore
import Synchronization

/// The fragments that failed a moment ago, and are not asked for again right now.
final class HoldOffs: Sendable {
    private static let limit = 1000

    private let until = Mutex<[PartKey: NIODeadline]>([:])
    private let uptime: @Sendable () -> NIODeadline

    init(uptime: @escaping @Sendable () -> NIODeadline) { self.uptime = uptime }

    func hold(_ key: PartKey, for duration: TimeAmount) {
        let now = uptime()
        until.withLock { until in
            if until.count >= Self.limit { until = until.filter { $0.value > now } }
            if until.count < Self.limit { until[key] = now + duration }
        }
    }

    func isHeld(_ key: PartKey) -> Bool {
        let now = uptime()
        return until.withLock { until in
            guard let end = until[key] else { return false }
            if now >= end { until[key] = nil }
            return now < end
        }
    }
}
