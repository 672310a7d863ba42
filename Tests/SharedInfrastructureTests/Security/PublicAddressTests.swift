import NIOCore
import SharedInfrastructure
import Testing

@Suite struct PublicAddressTests {
    @Test(arguments: [
        "1.1.1.1", "93.184.216.34", "172.15.0.1", "172.32.0.1", "100.63.0.1", "100.128.0.1", "2606:4700::1111", "2a00:1450::1",
    ])
    func `somewhere in the world`(text: String) throws { #expect(PublicAddress.isPublic(try SocketAddress(ipAddress: text, port: 443))) }

    @Test(arguments: [
        "0.0.0.0", "10.1.2.3", "127.0.0.1", "127.9.9.9", "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.168.0.1", "100.64.0.1",
        "100.127.0.1", "192.0.0.8", "192.0.2.1", "192.88.99.1", "198.18.0.1", "198.19.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1",
        "239.1.1.1", "240.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fc00::1", "fd12::1", "ff02::1", "::ffff:10.0.0.1",
        "64:ff9b::a00:1", "2001::1", "2001:db8::1", "2002:a00:1::", "3fff::1", "2001:1ff::1",
    ])
    func `nowhere that is to be reached`(text: String) throws {
        #expect(!PublicAddress.isPublic(try SocketAddress(ipAddress: text, port: 443)))
    }
}
