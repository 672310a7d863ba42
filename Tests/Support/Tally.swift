import Synchronization

/// A count that tasks share.
package final class Tally: Sendable {
    private let number = Atomic(0)

    package init() {}

    package var count: Int { number.load(ordering: .relaxed) }

    /// Counts one more, and returns how many it makes.
    @discardableResult
    package func more() -> Int { number.add(1, ordering: .relaxed).newValue }
}
