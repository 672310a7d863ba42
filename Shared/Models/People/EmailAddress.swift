/// An address for mail, folded to lower case, so that one mailbox is one account. Only what every relay accepts (RFC 5321, section 4.1.2:
/// a dot-string, no quoting, a domain name with a dot): whether anybody reads it is found out by writing to it.
package struct EmailAddress: Sendable, Hashable, Codable, CustomStringConvertible {
    package let description: String

    /// Nil when `text` is not one; the whole is at most 254 bytes, the part before the @ at most 64.
    package init?(_ text: some StringProtocol) {
        let folded = text.lowercased()
        let parts = folded.split(separator: "@", omittingEmptySubsequences: false)
        guard folded.utf8.count <= 254, parts.count == 2, parts[0].utf8.count <= 64,
            Self.isDotted(parts[0], allowing: "!#$%&'*+/=?^_`{|}~-", atLeast: 1),
            Self.isDotted(parts[1], allowing: "-", atLeast: 2)
        else { return nil }
        description = folded
    }

    /// Whether `text` is at least `count` parts with dots between them, each of letters, digits and `extra`.
    private static func isDotted(_ text: Substring, allowing extra: String, atLeast count: Int) -> Bool {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count >= count
            && parts.allSatisfy { part in
                !part.isEmpty
                    && part.utf8.allSatisfy {
                        switch $0 {
                        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
                        default: extra.utf8.contains($0)
                        }
                    }
            }
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let address = EmailAddress(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not an address for mail")
        }
        self = address
    }
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
