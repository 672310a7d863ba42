/// What a client shows of a secret before it shows the secret: the SHA-256 of its verifier in base64url (RFC 7636, section 4.2, `S256`).
package struct CodeChallenge: Sendable, Hashable, Codable, CustomStringConvertible {
    package let description: String

    /// Nil unless `text` is 43 characters of base64url: 256 bits.
    package init?(_ text: String) {
        guard text.utf8.count == 43, text.utf8.allSatisfy(Self.isBase64URL) else { return nil }
        description = text
    }

    private static func isBase64URL(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}

/// The secret itself: 43 to 128 unreserved characters (RFC 7636, section 4.1). It does not show itself.
package struct CodeVerifier: Sendable, Hashable, CustomStringConvertible {
    package let bytes: [UInt8]
    package var description: String { "CodeVerifier(secret)" }

    package init?(_ text: String) {
        let allowed = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
                true
            default: false
            }
        }
        guard allowed, (43...128).contains(text.utf8.count) else { return nil }
        bytes = Array(text.utf8)
    }
}
