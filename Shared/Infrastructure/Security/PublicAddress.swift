package import NIOCore

/// Which addresses are somewhere in the world: nothing is fetched from and nothing sent to others on somebody's word, or they could have us reach
/// into our own network (IANA's special-purpose address registries, RFC 6890).
package enum PublicAddress {
    package static func isPublic(_ address: SocketAddress) -> Bool {
        switch address {
        case .v4(let address):
            // `sockaddr_in` is family, port, address; `sockaddr_in6` has flow information before the address.
            withUnsafeBytes(of: address.address) { bytes in isPublic(v4: (bytes[4], bytes[5], bytes[6])) }
        case .v6(let address): withUnsafeBytes(of: address.address) { isPublic(v6: Array($0[8..<24])) }
        case .unixDomainSocket: false
        }
    }

    private static func isPublic(v4 bytes: (UInt8, UInt8, UInt8)) -> Bool {
        switch bytes {
        // This network, private, loopback, link-local.
        case (0, _, _), (10, _, _), (127, _, _), (169, 254, _), (172, 16...31, _), (192, 168, _): false
        // Shared with the provider (CGNAT), protocol assignments, examples, 6to4 relays, benchmarks.
        case (100, 64...127, _), (192, 0, 0), (192, 0, 2), (192, 88, 99), (198, 18...19, _), (198, 51, 100), (203, 0, 113): false
        // Multicast and reserved.
        case (224..., _, _): false
        default: true
        }
    }

    /// Global unicast (2000::/3) but what in it leads to IPv4 or nowhere: IETF assignments with Teredo, examples, 6to4.
    private static func isPublic(v6 bytes: [UInt8]) -> Bool {
        guard bytes[0] & 0xE0 == 0x20 else { return false }
        switch (bytes[0], bytes[1], bytes[2], bytes[3]) {
        case (0x20, 0x01, 0x00...0x01, _), (0x20, 0x01, 0x0D, 0xB8), (0x20, 0x02, _, _), (0x3F, 0xFF, 0x00...0x0F, _): return false
        default: return true
        }
    }
}
