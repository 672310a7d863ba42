/// An address of a client's that browsers are sent to: `https`, or `http` on the machine itself (RFC 8252, section 7.3, and development), without a
/// fragment (RFC 6749, section 3.1.2). It is kept, compared and sent byte by byte, never normalised.
package struct CallbackAddress: Sendable, Hashable, Codable, CustomStringConvertible {
    package static let limit = 2000
    package let description: String

    package init?(_ text: some StringProtocol) {
        let bytes = text.utf8
        guard bytes.count <= Self.limit,
            bytes.allSatisfy({ $0 > 0x20 && $0 < 0x7F && !"\"#<>\\^`{|}".utf8.contains($0) }), let host = Self.host(of: text)
        else { return nil }
        guard text.hasPrefix("https://") || Self.isThisMachine(host) else { return nil }
        description = String(text)
    }

    /// Its scheme, host and port: `https://app.example.org`.
    package var origin: String {
        let start = description.firstRange(of: "://").map(\.upperBound) ?? description.startIndex
        return String(description[..<(description[start...].firstIndex { $0 == "/" || $0 == "?" } ?? description.endIndex)])
    }

    /// The address with `query`, which is encoded, after what query it has.
    package func adding(query: String) -> String { description + (description.utf8.contains(UInt8(ascii: "?")) ? "&" : "?") + query }

    /// Without the port; nil when there is none, or somebody is named before it.
    private static func host(of text: some StringProtocol) -> String? {
        guard text.hasPrefix("https://") || text.hasPrefix("http://"), let separator = text.firstRange(of: "://") else { return nil }
        let authority = text[separator.upperBound...].prefix { $0 != "/" && $0 != "?" }
        guard !authority.contains("@") else { return nil }
        if authority.hasPrefix("[") {
            guard let end = authority.firstIndex(of: "]"), isPort(authority[authority.index(after: end)...]) else { return nil }
            return String(authority[...end])
        }
        let host = authority.prefix { $0 != ":" }
        guard !host.isEmpty, isPort(authority[host.endIndex...]) else { return nil }
        return String(host)
    }

    private static func isPort(_ text: some StringProtocol) -> Bool {
        guard let colon = text.first else { return true }
        guard colon == ":", let port = Int(text.dropFirst()) else { return false }
        return (1...65535).contains(port)
    }

    private static func isThisMachine(_ host: String) -> Bool {
        ["localhost", "127.0.0.1", "[::1]"].contains(host) || host.hasSuffix(".localhost")
    }
}

extension CallbackAddress {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let address = CallbackAddress(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a callback address")
        }
        self = address
    }
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
