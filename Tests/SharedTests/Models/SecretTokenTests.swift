import Shared
import Testing

@Suite struct SecretTokenTests {
    @Test func `a token is 256 random bits, and its text reads back`() throws {
        let token = SecretToken()
        #expect(token.bytes.count == 32 && token.text.count == 64)
        #expect(SecretToken(token.text) == token)
        #expect(Set((0..<100).map { _ in SecretToken() }).count == 100)
    }

    @Test(arguments: ["", "00", String(repeating: "g", count: 64), String(repeating: "A", count: 64), String(repeating: "0", count: 66)])
    func `other text is none`(text: String) { #expect(SecretToken(text) == nil) }

    @Test func `no log shows it`() {
        let token = SecretToken()
        var dumped = ""
        dump(token, to: &dumped)
        for shown in ["\(token)", String(reflecting: token), dumped] { #expect(!shown.contains(token.text) && !shown.contains("bytes")) }
    }
}
