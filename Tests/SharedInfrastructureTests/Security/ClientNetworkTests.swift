import HTTPTypes
import Hummingbird
import Shared
import Support
import Testing
@testable import SharedInfrastructure

@Suite struct ClientNetworkTests {
    private let proxies = AddressRange.list("127.0.0.0/8 ::1, 10.1.0.0/16") ?? []

    private func network(_ peer: String, _ said: String...) -> [UInt8] {
        ClientNetwork(peer: InternetAddress(peer), forwardedFor: said, trusting: proxies).bytes
    }

    @Test func `our proxy is believed, and nobody else`() {
        #expect(network("127.0.0.1", "192.0.2.7") == [192, 0, 2, 7])
        #expect(network("::ffff:127.0.0.1", "192.0.2.7") == [192, 0, 2, 7])
        #expect(network("203.0.113.9", "192.0.2.7") == [203, 0, 113, 9])
        #expect(network("127.0.0.1") == [127, 0, 0, 1])
    }

    @Test func `of several, the last that is no proxy of ours is who asks`() {
        #expect(network("127.0.0.1", "198.51.100.1, 192.0.2.7, 10.1.2.3") == [192, 0, 2, 7])
        #expect(network("::1", "198.51.100.1", "192.0.2.7 ,\t10.1.2.3") == [192, 0, 2, 7])
        #expect(network("127.0.0.1", "198.51.100.1, 10.2.0.1") == [10, 2, 0, 1])
        #expect(network("127.0.0.1", "10.1.2.3") == [10, 1, 2, 3])
    }

    @Test(arguments: ["unknown", "", ",,,", "192.0.2", "192.0.2.7:1234", "300.0.0.1", "<script>", "fe80::1%eth0"])
    func `what is no address is not looked beyond`(said: String) {
        #expect(network("127.0.0.1", "198.51.100.1, \(said)").count == 4)
        #expect(network("127.0.0.1", said) == [127, 0, 0, 1])
    }

    @Test func `of version 6, a household counts as one`() {
        #expect(network("2001:db8:1:2:3:4:5:6") == network("2001:db8:1:2::9") && network("2001:db8:1:2::9").count == 8)
        #expect(network("2001:db8:1:2::9") != network("2001:db8:1:3::9"))
    }

    @Test func `the wider network of version 6 is what a customer may have all of, and of version 4 the address`() {
        func wider(_ peer: String) -> ClientNetwork {
            ClientNetwork(peer: InternetAddress(peer), forwardedFor: [], trusting: []).wider
        }
        #expect(wider("2001:db8:1:2::9") == wider("2001:db8:1:ffff::9") && wider("2001:db8:1:2::9") != wider("2001:db8:2:2::9"))
        #expect(wider("192.0.2.1") != wider("192.0.2.2") && wider("192.0.2.1").bytes == [192, 0, 2, 1])
        #expect(wider("2001:db8:1:2::9").wider == wider("2001:db8:1:2::9"))
    }

    @Test func `a key tells networks, purposes and secrets apart, and nothing else`() {
        func key(_ peer: String, _ secret: String = "a", _ purpose: String = "sign-in") -> [UInt8] {
            ClientNetwork(peer: InternetAddress(peer), forwardedFor: [], trusting: []).key(Secret(secret), for: purpose)
        }
        let keys = [key("192.0.2.1"), key("192.0.2.2"), key("192.0.2.1", "b"), key("192.0.2.1", "a", "search")]
        #expect(Set(keys).count == 4 && keys.allSatisfy { $0.count == 32 } && key("192.0.2.1") == keys[0])
    }

    @Test(arguments: ["10.0.0.0/8", "::1", "2001:db8::/32", "0.0.0.0/0", "192.0.2.7/32"])
    func `ranges are read`(text: String) { #expect(AddressRange(text) != nil) }

    @Test(arguments: ["", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "10.0.0.0/8/8", "::1/129", "localhost", "10.0.0"])
    func `what is no range is refused`(text: String) {
        #expect(AddressRange(text) == nil)
        #expect(AddressRange.list("127.0.0.1 \(text)x") == nil)
    }

    @Test func `a range holds what begins alike`() throws {
        let range = try #require(AddressRange("172.16.0.0/12"))
        for (text, isIn) in [
            ("172.16.0.1", true), ("172.31.255.255", true), ("172.32.0.0", false), ("::ffff:172.16.0.1", true), ("ac10::", false),
        ] {
            #expect(range.contains(try #require(InternetAddress(text))) == isIn)
        }
    }

    @Test func `an answer's own policies stand, and those of the site stand beside`() async throws {
        let app = try TestSite.app { routes in
            routes.get("/own") { _, _ in
                Response(
                    status: .ok,
                    headers: [.contentType: "text/html", .referrerPolicy: "no-referrer", .contentSecurityPolicy: "default-src 'none'"])
            }
            routes.get("/plain") { _, _ in Response(status: .ok, headers: [.contentType: "text/html"]) }
        }
        let (own, plain) = (try await app.ask("/own"), try await app.ask("/plain"))
        #expect(
            own.headers[values: .referrerPolicy] == ["no-referrer"] && own.headers[values: .contentSecurityPolicy] == ["default-src 'none'"]
        )
        #expect(
            plain.headers[values: .referrerPolicy] == ["strict-origin-when-cross-origin"]
                && plain.headers[values: .contentSecurityPolicy].count == 1)
        for name in [HTTPField.Name.xContentTypeOptions, .openerPolicy, .resourcePolicy] {
            #expect(own.headers[name] == plain.headers[name])
        }
    }
}
