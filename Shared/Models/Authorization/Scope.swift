/// What a client may learn or do (RFC 6749, section 3.3; OpenID Connect Core 1.0, sections 5.4 and 11). The raw value is stored and sent.
package enum Scope: String, Sendable, Codable, CaseIterable, Comparable {
    /// Who somebody is.
    case openid
    /// Their username and name.
    case profile
    /// Their address.
    case email
    /// While they are away, as long as they stay signed in.
    case offlineAccess = "offline_access"

    /// In the order in which they are declared.
    package static func < (left: Scope, right: Scope) -> Bool { order(left) < order(right) }
    private static func order(_ scope: Scope) -> Int { allCases.firstIndex(of: scope) ?? 0 }
}

extension Set<Scope> {
    /// Reads a list as it is sent: names with single spaces between them. Nil when one is not known, and when there is none.
    package init?(scope text: String) {
        var scopes: Set<Scope> = []
        for name in text.split(separator: " ") {
            guard let scope = Scope(rawValue: String(name)) else { return nil }
            scopes.insert(scope)
        }
        guard !scopes.isEmpty else { return nil }
        self = scopes
    }

    /// As it is sent.
    package var text: String { sorted().map(\.rawValue).joined(separator: " ") }
}
