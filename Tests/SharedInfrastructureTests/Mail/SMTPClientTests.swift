import Foundation
import Shared
import Support
import Testing

@testable import SharedInfrastructure

/// Our client and servers that are not ours.
@Suite struct SMTPClientTests {
    @Test(arguments: RealServer.allCases, [SMTPConfiguration.Encryption.startTLS, .implicit])
    func `a message arrives as it was written, over TLS from STARTTLS or from the first byte`(
        real: RealServer, encryption: SMTPConfiguration.Encryption
    ) async throws {
        let text = "Grüße, Maya!\n.\n..hidden\nFrom here\n" + String(repeating: "long ", count: 300) + "\n"
        try await real.run { server async throws in
            let message = try message(subject: "Brot für Zoë 🥖", text: text)
            #expect(try await send(message, to: ["maya"], server.configuration(encryption)).map(\.isAccepted) == [true])
            let mail = try #require(try await server.received(1).first)
            #expect(mail.subject == "Brot für Zoë 🥖" && mail.text == text && mail.html == "<p>Hello</p>\n")
            #expect(mail.messageID == "<\(message.id)@rose-ash.test>" && mail.defects.isEmpty)
        }
    }

    @Test(arguments: RealServer.allCases)
    func `what is refused for one recipient is sent to the others`(real: RealServer) async throws {
        try await real.run { server async throws in
            let answers = try await send(message(), to: ["nobody", "maya", "grey", "omar"], server.configuration())
            #expect(answers.map(\.isAccepted) == [false, true, false, true])
            guard case .refused(.recipient, let gone) = answers[0], case .refused(.recipient, let later) = answers[2] else {
                Issue.record("\(answers)")
                return
            }
            #expect(gone.code == 550 && gone.status == "5.1.1" && gone.isPermanent)
            #expect([450, 451].contains(later.code) && later.status == "4.7.1" && !later.isPermanent)
            try server.knowsUs()
            #expect(try await send(message(), to: ["grey"], server.configuration()).map(\.isAccepted) == [true])
            _ = try await server.received(2)
        }
    }

    @Test(arguments: RealServer.allCases)
    func `one conversation takes one message after the other, also after one that was refused`(real: RealServer) async throws {
        try await real.run { server async throws in
            let session = try await SMTPClient(server.configuration()).connect()
            for (text, recipient, isTaken) in [
                ("one", "maya", true), ("forbidden words", "maya", false), ("two", "nobody", false), ("three", "omar", true),
            ] {
                let bytes = MIMEMessage(try message(text: text), from: try sender, at: Date()).bytes
                let answers = try await session.send(bytes, from: try sender.address, to: [try address(recipient)]).map(\.answer)
                #expect(answers.map(\.isAccepted) == [isTaken], "\(text): \(answers)")
                #expect(await session.isOpen)
            }
            await session.quit()
            #expect(Set(try await server.received(2).map(\.text)) == ["one\n", "three\n"])
        }
    }

    @Test(arguments: RealServer.allCases)
    func `a refusal of the whole message tells why`(real: RealServer) async throws {
        try await real.run { server async throws in
            let answers = try await send(message(text: "forbidden words"), to: ["maya"], server.configuration())
            guard case .refused(.message, let reply)? = answers.first else {
                Issue.record("\(answers)")
                return
            }
            #expect(reply.isPermanent && reply.status == "5.7.1" && reply.lines == ["Looks like spam"])
        }
    }

    @Test(arguments: RealServer.allCases)
    func `a message that is too large is not sent, since the server says so before`(real: RealServer) async throws {
        try await real.run { server async throws in
            let large = try message(text: String(repeating: "0123456789\n", count: 20_000))
            #expect(try await send(large, to: ["maya"], server.configuration()) == [.tooLarge(most: MailServer.largestMessage)])
            let fitting = try message(text: String(repeating: "0123456789\n", count: 15_000))
            #expect(try await send(fitting, to: ["maya"], server.configuration()).map(\.isAccepted) == [true])
            #expect(try await server.received(1).map(\.text.utf8.count) == [165_000])
        }
    }

    @Test(arguments: RealServer.allCases)
    func `a wrong password and a missing one are refused`(real: RealServer) async throws {
        try await real.run { server async throws in
            for encryption in [SMTPConfiguration.Encryption.startTLS, .implicit] {
                let error = await #expect(throws: SMTPError.self) {
                    try await SMTPClient(server.configuration(encryption, password: "wrong horse")).connect()
                }
                guard case .refused(.authentication, let reply)? = error else {
                    Issue.record("\(String(describing: error))")
                    continue
                }
                #expect(reply.code == 535)
                #expect(!"\(reply)".contains("horse"))
            }
            let answers = try await send(message(), to: ["maya"], server.configuration(password: nil))
            guard case .refused(_, let reply)? = answers.first else {
                Issue.record("\(answers)")
                return
            }
            #expect([530, 550].contains(reply.code) && reply.status == "5.7.0")
        }
    }

    @Test(arguments: RealServer.allCases, [SMTPConfiguration.Encryption.startTLS, .implicit])
    func `a certificate of nobody that we trust, or of another server, is refused before anything is said`(
        real: RealServer, encryption: SMTPConfiguration.Encryption
    ) async throws {
        try await real.run { server async throws in
            await #expect(throws: SMTPError.notTrusted(reason: "its certificate is signed by nobody we trust")) {
                try await SMTPClient(server.configuration(encryption, trust: .system)).connect()
            }
            // 127.1 is the same machine, and not what the certificate says.
            await #expect(throws: SMTPError.notTrusted(reason: "its certificate is another server's")) {
                try await SMTPClient(server.configuration(encryption, host: "127.1")).connect()
            }
            await #expect(throws: Never.self) { try await SMTPClient(server.configuration(encryption, host: "127.0.0.1")).connect().quit() }
            #expect(server.count == 0)
        }
    }

    @Test func `a server that knows only LOGIN is told the password so, and one that knows nothing is told none`() async throws {
        try await AiosmtpdServer.run(mechanisms: ["LOGIN"]) { server async throws in
            #expect(try await send(message(), to: ["maya"], server.configuration()).map(\.isAccepted) == [true])
            await #expect(throws: SMTPError.self) { try await SMTPClient(server.configuration(password: "wrong horse")).connect() }
        }
        try await AiosmtpdServer.run(mechanisms: []) { server async throws in
            await #expect(throws: SMTPError.noAuthentication) { try await SMTPClient(server.configuration()).connect() }
        }
    }

    @Test func `a server that speaks TLS at once and one that does not are not mixed up`() async throws {
        try await EximServer.run { server async throws in
            var wrong = SMTPConfiguration(host: "localhost", port: server.startTLSPort, encryption: .implicit)
            wrong.trust = .file(server.authority)
            let error = await #expect(throws: SMTPError.self) { try await SMTPClient(wrong).connect() }
            #expect(error?.phase == .encryption)
        }
    }

    private func send(
        _ message: OutgoingMessage, to recipients: [String], _ configuration: SMTPConfiguration
    ) async throws -> [SMTPResult.Answer] {
        let session = try await SMTPClient(configuration).connect()
        let bytes = MIMEMessage(message, from: try sender, at: Date()).bytes
        let results = try await session.send(bytes, from: try sender.address, to: try recipients.map(address))
        #expect(results.map(\.recipient) == (try recipients.map(address)))
        await session.quit()
        return results.map(\.answer)
    }

    private var sender: MailSender {
        get throws { MailSender(name: "Rose Ash", address: try address("post")) }
    }

    private func address(_ name: String) throws -> EmailAddress { try #require(EmailAddress("\(name)@rose-ash.test")) }

    private func message(subject: String = "Hello", text: String = "Hello\n") throws -> OutgoingMessage {
        OutgoingMessage(to: try address("maya"), subject: subject, text: text, html: "<p>Hello</p>\n", kind: .signIn)
    }
}
