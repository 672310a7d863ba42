import FoundationEssentials
import NIOCore
import Synchronization

@testable import SharedInfrastructure

/// A clock that stands until tests set it forward, in all that a composer or a cache does with time. What pages wait for is real time.
final class TestClock: Sendable {
    private struct Hands {
        var uptime = NIODeadline.now()
        var date = Int64(Date().timeIntervalSince1970 * 1000)
    }
    private let hands = Mutex(Hands())

    func advance(by duration: Duration) {
        hands.withLock {
            $0.uptime = $0.uptime + .nanoseconds(duration.nanoseconds)
            $0.date += duration.milliseconds
        }
    }

    /// The machine's date is set; nothing else happens.
    func setDate(by duration: Duration) { hands.withLock { $0.date += duration.milliseconds } }

    var time: CacheTime {
        CacheTime(uptime: { self.hands.withLock { $0.uptime } }, date: { self.hands.withLock { $0.date } })
    }
}
