#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif
import NIOCore

/// An address of the Internet Protocol, as bytes: 4 or 16 of them. One of version 4 that is written as one of version 6 (`::ffff:192.0.2.1`, RFC 4291,
/// section 2.5.5.2) is of version 4.
struct InternetAddress: Hashable {
    let bytes: [UInt8]

    init?(_ text: some StringProtocol) {
        let isLong = text.contains(":")
        var bytes = [UInt8](repeating: 0, count: isLong ? 16 : 4)
        guard inet_pton(isLong ? AF_INET6 : AF_INET, String(text), &bytes) == 1 else { return nil }
        if isLong, bytes.prefix(12) == [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF] { bytes = Array(bytes.suffix(4)) }
        self.bytes = bytes
    }

    /// Nil for a socket of the file system.
    init?(_ address: SocketAddress) {
        guard let text = address.ipAddress else { return nil }
        self.init(text)
    }
}

/// Addresses that begin alike: `10.0.0.0/8`, `::1`.
package struct AddressRange: Sendable, Hashable {
    private let bytes: [UInt8]
    private let bits: Int

    /// Reads an address, or an address, a slash and how many of its bits count.
    package init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count <= 2, let first = parts.first, let address = InternetAddress(first) else { return nil }
        bytes = address.bytes
        guard parts.count == 2 else {
            bits = bytes.count * 8
            return
        }
        guard let bits = Int(parts[1]), (0...bytes.count * 8).contains(bits) else { return nil }
        self.bits = bits
    }

    /// Ranges with blanks or commas between them. Nil when one of them is none.
    package static func list(_ text: String) -> [AddressRange]? {
        let parts = text.split { $0 == " " || $0 == "," }
        let ranges = parts.compactMap { AddressRange($0) }
        return ranges.count == parts.count ? ranges : nil
    }

    func contains(_ address: InternetAddress) -> Bool {
        guard address.bytes.count == bytes.count else { return false }
        return (0..<bits).allSatisfy { bit in
            let mask = UInt8(0x80) >> UInt8(bit % 8)
            return address.bytes[bit / 8] & mask == bytes[bit / 8] & mask
        }
    }
}
