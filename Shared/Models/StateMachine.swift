/// A declared state machine: its states, and the one table of the changes that are allowed. Code asks the table, the database holds the
/// same one (`public.state_transitions`, enforced by a trigger on each column of states), and a test compares the two.
package protocol StateMachine: RawRepresentable<String>, CaseIterable, Hashable, Sendable {
    /// Its name in the database's table.
    static var machine: String { get }
    /// Where each state may go. Staying where it is is no change, and always allowed.
    static var transitions: [Self: Set<Self>] { get }
}

extension StateMachine {
    /// Whether the table allows a change from this state to `other`.
    package func mayBecome(_ other: Self) -> Bool { self == other || Self.transitions[self, default: []].contains(other) }
}
