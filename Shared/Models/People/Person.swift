package import FoundationEssentials

/// Somebody with an account.
package struct Person: Sendable, Codable, Equatable {
    package let id: ID<Person>
    package let username: Username
    /// As they want to be called.
    package let name: String
    package let email: EmailAddress
    package let joinedAt: Date
    package let version: Version

    /// Whether somebody can be called `name`: 1 to 200 characters (Unicode scalars, as PostgreSQL counts them), not all of them blank, and no
    /// NUL.
    package static func isName(_ name: String) -> Bool {
        (1...200).contains(name.unicodeScalars.count) && !name.utf8.contains(0)
            && name.unicodeScalars.contains { !$0.properties.isWhitespace && !$0.properties.isDefaultIgnorableCodePoint }
    }

    package init(id: ID<Person>, username: Username, name: String, email: EmailAddress, joinedAt: Date, version: Version) {
        self.id = id
        self.username = username
        self.name = name
        self.email = email
        self.joinedAt = joinedAt
        self.version = version
    }
}

/// What somebody is called in addresses and on the fediverse: 1 to 30 lower-case letters, digits and underscores.
package struct Username: Sendable, Hashable, Codable, CustomStringConvertible {
    package let description: String

    /// Nil when `text` is not one. Capitals are not folded: whoever reads a form does that.
    package init?(_ text: some StringProtocol) {
        let allowed = text.utf8.allSatisfy {
            switch $0 {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): true
            default: false
            }
        }
        guard allowed, (1...30).contains(text.utf8.count) else { return nil }
        description = String(text)
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let name = Username(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a username")
        }
        self = name
    }
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
