/// What a program is called that asks us who somebody is (`client_id` of RFC 6749, section 2.2): 1 to 64 lower-case letters, digits, hyphens.
package struct ClientID: Sendable, Hashable, Codable, CustomStringConvertible {
    package let description: String

    package init?(_ text: some StringProtocol) {
        let allowed = text.utf8.allSatisfy {
            switch $0 {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): true
            default: false
            }
        }
        guard allowed, (1...64).contains(text.utf8.count) else { return nil }
        description = String(text)
    }

    /// One of our own services, whose client id is its name.
    package init(_ service: ServiceName) { description = service.rawValue }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let id = ClientID(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a client id")
        }
        self = id
    }
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
