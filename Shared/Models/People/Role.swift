/// What somebody may do. The raw value is stored.
package enum Role: String, Sendable, Codable, CaseIterable {
    /// Everybody, signed in or not.
    case reader
    /// Whoever is signed in.
    case member
    /// Writes and publishes.
    case editor
    /// Minds markets: products, prices, what is for sale.
    case shopkeeper
    /// Minds calendars: what is planned, moved and cancelled.
    case organiser
    /// Minds the site, and gives the others their roles.
    case `operator`
}

extension Role {
    /// The one table: what each role includes at once, and of what it can be given. Readers and members are nobody's to make.
    private static let table: [Role: (includes: Set<Role>, of: Set<RoleScope.Kind>)] = [
        .reader: ([], []),
        .member: ([.reader], []),
        .editor: ([.member], [.site]),
        .shopkeeper: ([.member], [.site, .market]),
        .organiser: ([.member], [.site, .calendar]),
        .operator: ([.editor, .shopkeeper, .organiser], [.site]),
    ]

    /// Whether who has this role has `other` by that.
    package func includes(_ other: Role) -> Bool {
        self == other || Self.table[self]?.includes.contains { $0.includes(other) } ?? false
    }

    /// Of what this role can be given; nothing for roles that nobody gives.
    package var scopes: Set<RoleScope.Kind> { Self.table[self]?.of ?? [] }
}
