import Foundation
import Shared
import Support
import Testing

@testable import SharedInfrastructure

/// Messages as another's program for mail reads them.
@Suite struct MIMEMessageTests {
    @Test func `a message says who, whom, when and what, as text and as markup`() async throws {
        let message = try message(subject: "Sign in to Rose Ash", text: "Hello Maya,\n\nhere you are.\n", html: "<p>Hello Maya</p>\n")
        let mail = try await read(message)
        #expect(mail.from == [["Rose Ash", "post@rose-ash.test"]] && mail.to == [["", "maya@rose-ash.test"]])
        #expect(mail.subject == "Sign in to Rose Ash" && mail.date == "1994-11-06T08:49:37+00:00")
        #expect(mail.messageID == "<\(message.id)@rose-ash.test>")
        #expect(mail.types == ["multipart/alternative", "text/plain", "text/html"])
        #expect(mail.text == "Hello Maya,\n\nhere you are.\n" && mail.html == "<p>Hello Maya</p>\n")
        #expect(mail.headers.contains(["Auto-Submitted", "auto-generated"]))
        expectWellFormed(mail)
    }

    @Test(arguments: [
        "", "Bread", "Brot für Zoë’s Café: 3 × 250 g, nur heute", "שלום עולם", "👩🏽‍🌾🥖 fresh today", "=?utf-8?q?not_encoded?=",
        String(repeating: "long ", count: 80) + "end", String(repeating: "x", count: 500), String(repeating: "ü", count: 500),
        "e\u{301}" + String(repeating: "\u{301}", count: 300), "a \"quoted\" \\ (commented) <thing>, and @; more",
    ])
    func `a subject arrives as it was written, whatever it holds`(subject: String) async throws {
        let mail = try await read(try message(subject: subject))
        #expect(mail.subject == subject)
        expectWellFormed(mail)
    }

    @Test(arguments: [
        "Ruth & Sons’ “best”", "Rose Ash", "Rose Ash, Cooperative", "R. Ash \"the\" \\ best", "=?utf-8?q?x?=", "Ørsted @ home",
        String(repeating: "Co-op ", count: 16) + "end", "Привет",
    ])
    func `a sender's name arrives as it was written`(name: String) async throws {
        let address = try #require(EmailAddress("post@rose-ash.test"))
        let bytes = MIMEMessage(try message(), from: MailSender(name: name, address: address), at: Date()).bytes
        let mail = try await ReadMail.read(bytes)
        #expect(mail.from == [[name, "post@rose-ash.test"]])
        expectWellFormed(mail)
    }

    @Test(arguments: [
        "Hello\r\nBcc: everybody@example.org", "Hello\nX-Evil: 1\n\nA body", "Hello\rBcc: a@example.org", "Hello\u{2028}Bcc: a@example.org",
        "Hello\u{85}Bcc: a@example.org", "Hello\0there", "\r\n.\r\nMAIL FROM:<>",
    ])
    func `no subject and no name begins another field, a body or a command`(hostile: String) async throws {
        let sender = MailSender(name: hostile, address: try #require(EmailAddress("post@rose-ash.test")))
        let mail = try await ReadMail.read(MIMEMessage(try message(subject: hostile), from: sender, at: Date()).bytes)
        let names = ["From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version", "Content-Type"]
        #expect(mail.headers.map { $0[0] } == names)
        #expect(mail.subject == hostile.inOneLine && mail.from.count == 1)
        expectWellFormed(mail)
    }

    @Test(arguments: [
        ".\n..\n. dots\n", "From Maya\nFrom\n From here\n", "blanks at the end  \n\t\n  \n", "a=b==c =3D\n", "no line end",
        "one\r\ntwo\rthree\nfour", String(repeating: "word ", count: 400) + "\n", String(repeating: "ü👩🏽‍🌾", count: 300) + "\n",
        String(repeating: "=", count: 200) + "\n", "--=_0192\n--\n", "\u{1}\u{7F} controls \u{B}\n", "",
    ])
    func `a text arrives as it was written, but for its line ends`(text: String) async throws {
        let mail = try await read(try message(text: text, html: "<pre>\(text)</pre>"))
        let lines = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
        #expect(mail.text == (lines.isEmpty || lines.hasSuffix("\n") ? lines : lines + "\n"))
        #expect(mail.html.replacing("\r\n", with: "\n").hasPrefix("<pre>\(lines)"))
        expectWellFormed(mail)
    }

    @Test func `no line begins with what some servers take for something else, or ends in a blank`() throws {
        let text =
            ".\n.hidden\nFrom here\na \n\t\n" + String(repeating: "x", count: 75) + ".\n" + String(repeating: "From ", count: 40) + "\n"
        let lines = String(decoding: MIMEMessage(try message(text: text), from: try sender, at: Date()).bytes, as: UTF8.self)
            .components(separatedBy: "\r\n")
        #expect(lines.count > 20)
        for line in lines { #expect(!line.hasPrefix(".") && !line.hasPrefix("From ") && line.last?.isWhitespace != true, "\(line)") }
    }

    @Test func `a header of the sender's choice is folded, and arrives`() async throws {
        let value = "<https://account.rose-ash.com/subscriptions/\(String(repeating: "a", count: 120))>, <mailto:stop@rose-ash.test>"
        let headers = [try #require(MailHeader("List-Unsubscribe", value)), try #require(MailHeader("List-Unsubscribe-Post", "One-Click"))]
        let mail = try await read(try message(headers: headers))
        #expect(mail.headers.contains(["List-Unsubscribe", value]) && mail.headers.contains(["List-Unsubscribe-Post", "One-Click"]))
        #expect(mail.longestLine < 200 && mail.defects.isEmpty)
    }

    @Test func `a message that is sent again is the same to the byte`() throws {
        let message = try message()
        let date = Date()
        #expect(MIMEMessage(message, from: try sender, at: date).bytes == MIMEMessage(message, from: try sender, at: date).bytes)
    }

    @Test(arguments: SeededGenerator.seeds)
    func `whatever is written arrives`(seed: UInt64) async throws {
        var random = SeededGenerator(seed: seed)
        let alphabet = Array("abc .=?_\"<>\\@,:-~ üß€👩🏽‍🌾\u{301}\u{200F}\t\n").map(String.init) + HostileNames.all
        func text(_ count: Int) -> String { (0..<count).map { _ in alphabet.randomElement(using: &random) ?? "" }.joined() }
        let (subject, words) = (text(Int.random(in: 0...80, using: &random)), text(Int.random(in: 0...400, using: &random)) + ".\n")
        let mail = try await read(try message(subject: subject, text: words))
        #expect(mail.subject == subject.inOneLine)
        #expect(mail.text == words)
        expectWellFormed(mail)
    }

    private var sender: MailSender {
        get throws { MailSender(name: "Rose Ash", address: try #require(EmailAddress("post@rose-ash.test"))) }
    }

    private func message(
        subject: String = "Hello", text: String = "Hello\n", html: String = "<p>Hello</p>\n", headers: [MailHeader] = []
    ) throws -> OutgoingMessage {
        OutgoingMessage(
            to: try #require(EmailAddress("maya@rose-ash.test")), subject: subject, text: text, html: html, kind: .signIn, headers: headers)
    }

    private func read(_ message: OutgoingMessage) async throws -> ReadMail {
        try await ReadMail.read(MIMEMessage(message, from: try sender, at: Date(timeIntervalSince1970: 784_111_777.9)).bytes)
    }

    private func expectWellFormed(_ mail: ReadMail, _ location: SourceLocation = #_sourceLocation) {
        #expect(mail.defects.isEmpty && mail.isASCII && mail.isCRLF && mail.longestLine <= 78, sourceLocation: location)
    }
}
