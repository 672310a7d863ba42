import Shared

/// How whoever asks stands with the site.
enum Standing: Sendable {
    case reader
    case member(Dashboard)
}

/// What a member sees first.
struct Dashboard: Sendable {
    let person: Person
    /// In how many browsers they are signed in; at least this one.
    let devices: Int
    /// The change of their address that is under way.
    let change: AddressChange?
    /// What each role that they hold is called.
    let roles: [String]
    let isOperator: Bool
}
