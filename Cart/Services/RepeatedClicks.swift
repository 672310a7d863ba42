import Shared

/// Tells a second click from a second wish. A button that is clicked twice in a breath sends the same form twice, and the form is the same
/// for everybody (the page that shows it is cached), so nothing in it could tell. A wish that repeats another within ``window`` joins it:
/// it is done once, and both hear how it went.
///
/// It knows this process's clicks. With several replicas a second click may reach another one, and then counts; the basket shows it.
actor RepeatedClicks {
    struct Wish: Hashable {
        let basket: ID<Basket>
        let variant: ID<Variant>
        let quantity: Int
    }

    /// People who mean two of a thing need longer than this to ask again, since the basket is shown in between.
    static let window: Duration = .milliseconds(700)

    private var wishes: [Wish: (work: Task<Void, any Error>, since: ContinuousClock.Instant)] = [:]

    /// Does `work`, unless the same wish was made within the window: then waits for that one. Throws what the work throws.
    func once(_ wish: Wish, _ work: @escaping @Sendable () async throws -> Void) async throws {
        let now = ContinuousClock.now
        wishes = wishes.filter { now - $0.value.since < Self.window }
        if let made = wishes[wish] { return try await made.work.value }
        let task = Task { try await work() }
        wishes[wish] = (task, now)
        do { try await task.value } catch {
            // What failed may be wished for again at once.
            wishes[wish] = nil
            throw error
        }
    }
}
