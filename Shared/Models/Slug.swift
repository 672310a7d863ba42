/// The part of an address that names a thing to people: lower-case ASCII letters, digits and single hyphens between them, at most 191
/// characters (Ghost's limit, so that every imported slug fits).
package struct Slug: Hashable, Sendable, Codable, CustomStringConvertible {
    package static let maximumLength = 191
    package let value: String

    /// The slug that is written exactly so, or nil when `text` is not one.
    package init?(_ text: some StringProtocol) {
        guard !text.isEmpty, text.utf8.count <= Self.maximumLength else { return nil }
        var afterHyphen = true
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): afterHyphen = false
            case UInt8(ascii: "-") where !afterHyphen: afterHyphen = true
            default: return nil
            }
        }
        guard !afterHyphen else { return nil }
        value = String(text)
    }

    /// A slug made of a title: letters and digits in lower case, everything else a hyphen. Nil when nothing is left.
    package init?(title: String) {
        var bytes: [UInt8] = []
        for byte in title.lowercased().utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): bytes.append(byte)
            default: if let last = bytes.last, last != UInt8(ascii: "-") { bytes.append(UInt8(ascii: "-")) }
            }
        }
        bytes = Array(bytes.prefix(Self.maximumLength))
        while bytes.last == UInt8(ascii: "-") { bytes.removeLast() }
        self.init(String(decoding: bytes, as: UTF8.self))
    }

    package var description: String { value }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let slug = Slug(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a slug")
        }
        self = slug
    }
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(value)
    }
}
