import NIOCore
import Synchronization

/// Keeps pages from waiting for an origin that does not answer: closed while it does, open after it did not, half open while one request
/// tries it again.
final class Breaker: Sendable {
    enum State: Sendable, Equatable {
        case closed
        case open
        case halfOpen
    }

    /// What a flight to the origin may do.
    enum Admission: Sendable, Equatable {
        /// Go; pages may wait for it.
        case go
        /// Go, as the only one; no page waits for it.
        case probe
        /// Do not go.
        case refused
    }

    /// How an answer that is none failed.
    enum Failure: Sendable {
        /// Nothing came in time, or nobody is there: one page has paid its budget, and no other shall.
        case silent
        /// It answered quickly, but not what it should: perhaps only this one fragment is broken.
        case wrong
    }

    fileprivate struct Condition {
        var state = State.closed
        var wrongInARow = 0
        var pause = Breaker.shortestPause
        var probeFrom = NIODeadline.uptimeNanoseconds(0)
    }

    /// How long it stays open before the first probe; it doubles with each probe that fails, up to the longest.
    static let shortestPause = TimeAmount.seconds(1)
    static let longestPause = TimeAmount.seconds(15)
    /// So many wrong answers with no right one between them open it.
    static let wrongLimit = 5

    private let condition = Mutex(Condition())
    private let uptime: @Sendable () -> NIODeadline

    init(uptime: @escaping @Sendable () -> NIODeadline) { self.uptime = uptime }

    var state: State { condition.withLock { $0.state } }

    func admit() -> Admission {
        let now = uptime()
        return condition.withLock { condition in
            switch condition.state {
            case .closed: return .go
            case .halfOpen: return .refused
            case .open:
                guard now >= condition.probeFrom else { return .refused }
                condition.state = .halfOpen
                return .probe
            }
        }
    }

    func succeeded() { condition.withLock { $0 = Condition() } }

    func failed(_ failure: Failure) {
        let now = uptime()
        condition.withLock { condition in
            switch (condition.state, failure) {
            case (.closed, .silent): condition.open(at: now)
            case (.closed, .wrong):
                condition.wrongInARow += 1
                if condition.wrongInARow >= Self.wrongLimit { condition.open(at: now) }
            case (.halfOpen, _):
                condition.pause = min(condition.pause * 2, Self.longestPause)
                condition.open(at: now)
            case (.open, _): break  // A flight of before; the pause already runs.
            }
        }
    }
}

extension Breaker.Condition {
    fileprivate mutating func open(at now: NIODeadline) {
        state = .open
        wrongInARow = 0
        probeFrom = now + pause
    }
}
