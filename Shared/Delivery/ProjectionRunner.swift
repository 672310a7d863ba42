/// Folds a log into a state, from the beginning or from a snapshot, and knows how far it has come.
///
/// Events are numbered upwards from 1, with or without gaps. One that is numbered no higher than the position is in the state already and is
/// skipped, so a log may be read again from anywhere before it.
package struct ProjectionRunner<State, Event> {
    package private(set) var state: State
    /// The number of the last event that is in the state; 0 when none is.
    package private(set) var position: Int64
    private let fold: @Sendable (inout State, Event) -> Void

    /// Starts at the beginning of a log, when `position` is 0, or from a snapshot that was taken there.
    package init(_ state: State, at position: Int64 = 0, fold: @escaping @Sendable (inout State, Event) -> Void) {
        self.state = state
        self.position = position
        self.fold = fold
    }

    package init(_ snapshot: ProjectionSnapshot<State>, fold: @escaping @Sendable (inout State, Event) -> Void) {
        self.init(snapshot.state, at: snapshot.position, fold: fold)
    }

    /// Lets the event with this number take effect. Says whether it did: false when it is in the state already.
    @discardableResult
    package mutating func run(_ event: Event, at number: Int64) -> Bool {
        guard number > position else { return false }
        fold(&state, event)
        position = number
        return true
    }

    /// Lets the events take effect that follow the position without a gap.
    package mutating func run(_ tail: some Sequence<Event>) {
        for event in tail {
            fold(&state, event)
            position += 1
        }
    }

    /// The state and its position, to start from another time.
    package var snapshot: ProjectionSnapshot<State> { ProjectionSnapshot(state: state, position: position) }
}

extension ProjectionRunner: Sendable where State: Sendable {}

/// A state, and the number of the last event that is in it.
package struct ProjectionSnapshot<State> {
    package let state: State
    package let position: Int64

    package init(state: State, position: Int64) {
        self.state = state
        self.position = position
    }
}

extension ProjectionSnapshot: Sendable where State: Sendable {}
extension ProjectionSnapshot: Equatable where State: Equatable {}
extension ProjectionSnapshot: Encodable where State: Encodable {}
extension ProjectionSnapshot: Decodable where State: Decodable {}
