import Shared

/// Tells a second click from a second wish. A button that is clicked twice in a breath sends the same form twice, and the form is the same
/// for everybody (the page that shows it is cached), so nothing in it could tell. A wish that repeats another within ``window`` joins it:
/// it is done once, and both hear how it went. Where scripts run, each wish has a name, and is known by it for longer: one whose answer was lost
/// on the way is sent again by hand.
///
/// It knows this process's clicks. With several replicas a second click may reach another one, and then counts; the basket shows it.
actor RepeatedClicks {
    struct Wish: Hashable {
        let basket: ID<Basket>
        let variant: ID<Variant>
        let quantity: Int
        var name: ID<Wish>?
    }

    /// People who mean two of a thing need longer than this to ask again, since the basket is shown in between.
    static let window: Duration = .milliseconds(700)
    static let namedWindow: Duration = .seconds(120)

    private var wishes: [Wish: (work: Task<Int, any Error>, since: ContinuousClock.Instant)] = [:]

    /// Does `work`, unless the same wish was made within the window: then waits for that one. Answers what it answered. Throws what it throws.
    func once(_ wish: Wish, _ work: @escaping @Sendable () async throws -> Int) async throws -> Int {
        let now = ContinuousClock.now
        wishes = wishes.filter { now - $0.value.since < ($0.key.name == nil ? Self.window : Self.namedWindow) }
        if let made = wishes[wish] { return try await made.work.value }
        let task = Task { try await work() }
        wishes[wish] = (task, now)
        do { return try await task.value } catch {
            // What failed may be wished for again at once.
            wishes[wish] = nil
            throw error
        }
    }
}
