import NIOCore
import Support
import Testing

@testable import SharedInfrastructure

@Suite struct SMTPReplyParserTests {
    private static let greeting = "250-mta.example Hello\r\n250-SIZE 1000\r\n250 2.1.0 not a status here\r\n"

    private func read(_ text: String, piece: Int = .max) throws -> [SMTPReply] {
        var parser = SMTPReplyParser()
        var bytes = ByteBuffer(string: text)
        var replies: [SMTPReply] = []
        while let slice = bytes.readSlice(length: min(piece, bytes.readableBytes)), slice.readableBytes > 0 {
            replies += try parser.read(slice)
        }
        return replies
    }

    @Test(arguments: [1, 2, 3, 7, 1000])
    func `a reply is the same in whatever pieces it comes`(piece: Int) throws {
        let replies = try read(Self.greeting + "550 5.1.1 No such mailbox\r\n354\r\n", piece: piece)
        #expect(replies.map(\.code) == [250, 550, 354])
        #expect(replies[0].lines == ["mta.example Hello", "SIZE 1000", "2.1.0 not a status here"] && replies[0].status == nil)
        #expect(replies[1].status == "5.1.1" && replies[1].lines == ["No such mailbox"] && replies[1].isPermanent)
        #expect(replies[1].description == "550 5.1.1 No such mailbox")
    }

    @Test func `a status of several lines is read once, and one of another class is text`() throws {
        #expect(try read("550-5.7.1 One\r\n550 5.7.1 two\r\n").first?.description == "550 5.7.1 One two")
        #expect(try read("550 4.7.1 One\r\n").first?.status == nil)
        #expect(try read("250 2.1.5\r\n").first?.status == "2.1.5")
        #expect(try read("250 2.1.5555 x\r\n").first?.status == nil)
    }

    @Test func `a bare line feed ends a line, and control characters are blanks`() throws {
        #expect(try read("220 a\u{1B}[31mb\u{7}c\n").first?.lines == ["a [31mb c"])
    }

    @Test(arguments: [
        "hello\r\n", "HTTP/1.1 400 Bad Request\r\n", "25\r\n", "2500 x\r\n", "150 x\r\n", "650 x\r\n", "250_x\r\n", "\r\n", "٢٥٠ x\r\n",
        "250-a\r\n251 b\r\n", "\0\0\0\0\r\n",
    ])
    func `what is no reply is refused`(text: String) {
        #expect(throws: SMTPReplyParser.Violation.self) { try read(text) }
    }

    @Test func `a line without an end, a line too long and a reply without an end are refused before they fill the memory`() {
        #expect(throws: SMTPReplyParser.Violation.self) { try read("250 " + String(repeating: "x", count: 3000)) }
        #expect(throws: SMTPReplyParser.Violation.self) { try read("250 " + String(repeating: "x", count: 3000) + "\r\n") }
        #expect(throws: SMTPReplyParser.Violation.self) { try read(String(repeating: "250-x\r\n", count: 101)) }
        #expect(throws: Never.self) { try read(String(repeating: "250-x\r\n", count: 99) + "250 x\r\n") }
    }

    @Test(arguments: SeededGenerator.seeds)
    func `noise is refused or read, and never more than a reply is kept`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let pieces = [
            "250", "250-", "250 ", "5.1.1", "\r\n", "\n", "\r", "-", " ", "x", "\0", "\u{FF}", String(repeating: "y", count: 900),
        ]
        var parser = SMTPReplyParser()
        for _ in 0..<2000 {
            guard let piece = pieces.randomElement(using: &random) else { return }
            do { for reply in try parser.read(ByteBuffer(string: piece)) { #expect((200..<600).contains(reply.code)) } } catch {
                parser = SMTPReplyParser()
            }
        }
    }

    @Test func `what a server can do is read whatever its case`() throws {
        let reply = try #require(try read("250-mta SIZE STARTTLS\r\n250-size 35882577\r\n250-auth plain LOGIN\r\n250 StartTLS\r\n").first)
        let features = SMTPFeatures(reply)
        #expect(features.startTLS && features.mechanisms == ["PLAIN", "LOGIN"] && features.largestMessage == 35_882_577)
        let bare = SMTPFeatures(SMTPReply(code: 250, lines: ["STARTTLS", "SIZE", "AUTH=LOGIN", "SIZEX 1"]))
        #expect(!bare.startTLS && bare.takesSize && bare.largestMessage == nil && bare.mechanisms.isEmpty)
    }

    @Test(arguments: [
        ("", ".\r\n"), ("a", "a\r\n.\r\n"), ("a\r\n", "a\r\n.\r\n"), ("a\nb\rc\r\n", "a\r\nb\r\nc\r\n.\r\n"), (".", "..\r\n.\r\n"),
        ("\r\n.\r\nQUIT\r\n", "\r\n..\r\nQUIT\r\n.\r\n"), ("a\n.\nb", "a\r\n..\r\nb\r\n.\r\n"), ("a\r.\rb", "a\r\n..\r\nb\r\n.\r\n"),
        ("a.b\r\n..c", "a.b\r\n...c\r\n.\r\n"), ("\n\n", "\r\n\r\n.\r\n"), ("a\r\r\n.", "a\r\n\r\n..\r\n.\r\n"),
    ])
    func `no message ends before its end`(message: String, wire: String) {
        #expect(String(buffer: .mail(Array(message.utf8))) == wire)
    }
}
