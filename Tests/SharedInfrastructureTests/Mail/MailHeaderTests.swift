import Shared
import Testing

@testable import SharedInfrastructure

@Suite struct MailHeaderTests {
    @Test func `a header is read back from how it is written`() throws {
        let header = try #require(MailHeader("List-Unsubscribe", "<https://a.example/x?y=1: 2>, <mailto:b@c.example>"))
        #expect(MailHeader(header.description) == header)
    }

    @Test(arguments: [
        ("To", "a@b.example"), ("bcc", "a@b.example"), ("Subject", "x"), ("Content-Type", "text/html"), ("Return-Path", "<>"),
        ("DKIM-Signature", "v=1"), ("X Name", "x"), ("X:", "x"), ("", "x"), ("Ünicode", "x"), ("X-Name", ""), ("X-Name", "a  b"),
        ("X-Name", " a"),
        ("X-Name", "a\r\nBcc: b@c.example"), ("X-Name", "ü"), ("X-Name", String(repeating: "a", count: 901)),
    ])
    func `a header that the message has already, or that is none, is refused`(name: String, value: String) {
        #expect(MailHeader(name, value) == nil)
    }

    @Test func `a sender is an address, or a name and one`() {
        #expect(MailSender("Rose Ash <Post@Rose-Ash.test>")?.description == "Rose Ash <post@rose-ash.test>")
        #expect(MailSender("post@rose-ash.test")?.name == nil && MailSender("<post@rose-ash.test>")?.description == "post@rose-ash.test")
        for wrong in [
            "", "Rose Ash", "Rose Ash <post>", "Rose Ash <a@b.example> x", "<a@b.example",
            "\(String(repeating: "x", count: 101)) <a@b.example>",
        ] {
            #expect(MailSender(wrong) == nil, "\(wrong)")
        }
    }
}
