import Shared

/// One fragment that a page asks for.
package struct FragmentRequest: Sendable {
    package let type: FragmentType
    /// The path and query at which its origin answers: `/internal/fragments/link-card?post=…`.
    package let address: String
    /// Its origin and its address: with the audience's value, the name under which it is cached.
    let identity: String

    /// - Parameter parameters: in the order in which they stand in the address; always write one kind of request in one order.
    package init(_ type: FragmentType, _ parameters: KeyValuePairs<String, String> = [:]) {
        var address = Self.path(of: type.name)
        for (index, item) in parameters.enumerated() {
            address += index == 0 ? "?" : "&"
            address += percentEncode(item.key) + "=" + percentEncode(item.value)
        }
        self.init(type, address: address)
    }

    /// A request that was written down before: in a page's cached composition.
    init(_ type: FragmentType, address: String) {
        self.type = type
        self.address = address
        identity = type.origin.rawValue + address
    }

    static func path(of name: String) -> String { "/internal/fragments/" + name }
}

extension FragmentRequest: Hashable {
    package static func == (left: Self, right: Self) -> Bool { left.identity == right.identity }
    package func hash(into hasher: inout Hasher) { hasher.combine(identity) }
}

/// Encodes all but RFC 3986's unreserved characters (section 2.3).
private func percentEncode(_ text: String) -> String {
    var bytes: [UInt8] = []
    let digits = Array("0123456789ABCDEF".utf8)
    for byte in text.utf8 {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
            bytes.append(byte)
        default:
            bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        }
    }
    return String(decoding: bytes, as: UTF8.self)
}
