import FoundationEssentials
import Shared
import Testing

@Suite struct PersonTests {
    @Test(arguments: ["maya", "m", "maya_2", "0", String(repeating: "a", count: 30)])
    func `a username is letters, digits and underscores`(text: String) { #expect(Username(text)?.description == text) }

    @Test(arguments: ["", "Maya", "ma ya", "ma-ya", "é", "a@b", String(repeating: "a", count: 31)])
    func `anything else is none`(text: String) { #expect(Username(text) == nil) }

    @Test(arguments: [
        ("maya@example.org", "maya@example.org"), ("Maya.O+news@Example.ORG", "maya.o+news@example.org"),
        ("o'neil@a-b.co.uk", "o'neil@a-b.co.uk"),
    ])
    func `an address is folded, so that one mailbox is one account`(text: String, folded: String) {
        #expect(EmailAddress(text)?.description == folded)
    }

    @Test(arguments: [
        "", "maya", "@example.org", "maya@", "maya@localhost", "a@b@c.org", ".a@b.org", "a.@b.org", "a..b@c.org", "a b@c.org", "a@b..org",
        "a@b.org\r\nBcc: x@y.org", "\"a\"@b.org", "a@[127.0.0.1]", "é@b.org", String(repeating: "a", count: 65) + "@b.org",
        "a@" + String(repeating: "b.", count: 130) + "org",
    ])
    func `what a relay may refuse is none`(text: String) { #expect(EmailAddress(text) == nil) }

    @Test func `both read back from JSON, and nothing else does`() throws {
        let maya = try #require(Username("maya"))
        #expect(try JSONDecoder().decode([Username].self, from: JSONEncoder().encode([maya])) == [maya])
        #expect(throws: DecodingError.self) { try JSONDecoder().decode([Username].self, from: Data(#"["No!"]"#.utf8)) }
        #expect(throws: DecodingError.self) { try JSONDecoder().decode([EmailAddress].self, from: Data(#"["No!"]"#.utf8)) }
    }
}
