import DequeModule
import Shared

/// Tells a second click from a second wish. A button that is clicked twice in a breath sends the same form twice, and the form is the same
/// for everybody (the page that shows it is cached), so nothing in it could tell. A wish that repeats another within ``window`` joins it:
/// it is done once, and both hear how it went. Where scripts run, each wish has a name, and is known by it for longer: one whose answer was lost
/// on the way is sent again by hand.
///
/// It knows this process's clicks. With several replicas a second click may reach another one, and then counts; the basket shows it.
actor RepeatedClicks {
    struct Wish: Hashable {
        let basket: BasketOwner
        let variant: ID<Variant>
        let quantity: Int
        var name: ID<Wish>?
    }

    /// People who mean two of a thing need longer than this to ask again, since the basket is shown in between.
    static let window: Duration = .milliseconds(700)
    static let namedWindow: Duration = .seconds(120)

    /// Named wishes that are known at once: more would be somebody who floods us, and cost everybody memory.
    static let mostNamed = 10_000

    private var wishes: [Wish: Task<Int, any Error>] = [:]
    /// In the order in which they were made, so that the oldest are forgotten without looking at the others.
    private var unnamed: Deque<(wish: Wish, since: ContinuousClock.Instant)> = []
    private var named: Deque<(wish: Wish, since: ContinuousClock.Instant)> = []

    /// Does `work`, unless the same wish was made within the window: then waits for that one. Answers what it answered. Throws what it throws.
    func once(_ wish: Wish, _ work: @escaping @Sendable () async throws -> Int) async throws -> Int {
        let now = ContinuousClock.now
        forgetOld(now)
        if let made = wishes[wish] { return try await made.value }
        let task = Task { try await work() }
        wishes[wish] = task
        if wish.name == nil { unnamed.append((wish, now)) } else { named.append((wish, now)) }
        do { return try await task.value } catch {
            // What failed may be wished for again at once.
            wishes[wish] = nil
            throw error
        }
    }

    private func forgetOld(_ now: ContinuousClock.Instant) {
        while let first = unnamed.first, now - first.since >= Self.window { wishes[unnamed.removeFirst().wish] = nil }
        while let first = named.first, now - first.since >= Self.namedWindow || named.count >= Self.mostNamed {
            wishes[named.removeFirst().wish] = nil
        }
    }
}
