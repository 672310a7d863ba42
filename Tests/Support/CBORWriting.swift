/// Writes the few kinds of CBOR that an authenticator sends (RFC 8949, section 3), well made or not: whoever tests a reader says how.
package enum CBORWriting {
    package static func number(_ value: Int) -> [UInt8] { value < 0 ? head(1, UInt64(-1 - value)) : head(0, UInt64(value)) }
    package static func bytes(_ value: [UInt8]) -> [UInt8] { head(2, UInt64(value.count)) + value }
    package static func text(_ value: String) -> [UInt8] { head(3, UInt64(value.utf8.count)) + Array(value.utf8) }
    /// Keys and values, both written already, in the order given.
    package static func map(_ entries: [([UInt8], [UInt8])]) -> [UInt8] { head(5, UInt64(entries.count)) + entries.flatMap { $0.0 + $0.1 } }
    package static func array(_ items: [[UInt8]]) -> [UInt8] { head(4, UInt64(items.count)) + items.flatMap { $0 } }

    package static func head(_ kind: UInt8, _ value: UInt64) -> [UInt8] {
        func tail(_ width: Int) -> [UInt8] { (0..<width).map { UInt8(truncatingIfNeeded: value >> UInt64(8 * (width - 1 - $0))) } }
        return switch value {
        case 0..<24: [kind << 5 | UInt8(value)]
        case 24..<0x100: [kind << 5 | 24] + tail(1)
        case 0x100..<0x1_0000: [kind << 5 | 25] + tail(2)
        case 0x1_0000..<0x1_0000_0000: [kind << 5 | 26] + tail(4)
        default: [kind << 5 | 27] + tail(8)
        }
    }
}
