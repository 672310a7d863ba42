/// A role, and what it is for.
package struct RoleGrant: Sendable, Hashable, CustomStringConvertible {
    package let role: Role
    package let scope: RoleScope

    /// Nil when that role is not given, or not of such a scope.
    package init?(_ role: Role, of scope: RoleScope = .site) {
        guard role.scopes.contains(scope.kind) else { return nil }
        self.role = role
        self.scope = scope
    }

    /// Whether who holds this has `role` of `scope` by it.
    package func gives(_ role: Role, of scope: RoleScope) -> Bool { self.role.includes(role) && self.scope.covers(scope) }

    package static let siteOperator = RoleGrant(known: .operator)
    private init(known role: Role) { (self.role, scope) = (role, .site) }

    /// `shopkeeper market:0199…`
    package var description: String { "\(role.rawValue) \(scope)" }

    /// Reads what ``description`` writes; nil for anything else.
    package init?(_ text: some StringProtocol) {
        let parts = text.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 2, let role = Role(rawValue: String(parts[0])), let scope = RoleScope(parts[1]) else { return nil }
        self.init(role, of: scope)
    }
}

extension RoleGrant: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let grant = RoleGrant(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a role and what it is for")
        }
        self = grant
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
