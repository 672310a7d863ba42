import Synchronization

/// A count that tasks share.
final class Tally: Sendable {
    private let number = Atomic(0)
    var count: Int { number.load(ordering: .relaxed) }
    /// Counts one more, and returns how many it makes.
    @discardableResult
    func more() -> Int { number.add(1, ordering: .relaxed).newValue }
}
