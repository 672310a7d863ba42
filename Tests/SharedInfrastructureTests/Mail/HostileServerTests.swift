import Foundation
import Shared
import Support
import Testing

@testable import SharedInfrastructure

/// Servers that lie, break off, never stop or never begin.
@Suite struct HostileServerTests {
    typealias Answer = ScriptedServer.Answer

    @Test func `a server that is good at it takes a message`() async throws {
        try await ScriptedServer.run { server async throws in
            #expect(try await send(server).map(\.isAccepted) == [true])
            #expect(
                server.lines.map { $0.prefix { $0 != " " } } == ["EHLO", "MAIL", "RCPT", "DATA", "QUIT"])
            #expect(server.lines[1] == "MAIL FROM:<post@rose-ash.test>" && server.lines[2] == "RCPT TO:<maya@rose-ash.test>")
        }
    }

    @Test func `when STARTTLS is not offered, nothing more is said`() async throws {
        try await ScriptedServer.run(["EHLO": .say("250-mta.example\r\n250 AUTH PLAIN LOGIN")]) { server async throws in
            await #expect(throws: SMTPError.noEncryption) { try await connect(server.configuration(.startTLS, password: "right horse")) }
            #expect(server.lines.count == 1)
        }
    }

    @Test func `when STARTTLS is refused, nothing more is said`() async throws {
        try await ScriptedServer.run(["EHLO": .say("250-mta.example\r\n250 STARTTLS"), "STARTTLS": .say("454 4.7.0 Not now")]) {
            server async throws in
            let error = await #expect(throws: SMTPError.self) {
                try await connect(server.configuration(.startTLS, password: "right horse"))
            }
            #expect(error == .refused(.encryption, SMTPReply(code: 454, status: "4.7.0", lines: ["Not now"])))
            #expect(server.lines.count == 2)
        }
    }

    @Test(arguments: ["220 Go on\r\n250-mta.example\r\n250 AUTH PLAIN", "220 Go on\r\n250 2.0.0 Hello", "220 Go on\r\n\u{16}\u{3}\u{1}"])
    func `what was slipped in before the handshake ends the conversation`(reply: String) async throws {
        try await ScriptedServer.run(["EHLO": .say("250-mta.example\r\n250 STARTTLS"), "STARTTLS": .say(reply)]) { server async throws in
            let error = await #expect(throws: SMTPError.self) {
                try await connect(server.configuration(.startTLS, password: "right horse"))
            }
            guard case .violation(.encryption, _)? = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(server.lines.count == 2)
        }
    }

    @Test func `a password is never said without TLS`() async throws {
        try await ScriptedServer.run(["EHLO": .say("250-mta.example\r\n250 AUTH PLAIN LOGIN")]) { server async throws in
            await #expect(throws: SMTPError.noEncryption) { try await connect(server.configuration(.none, password: "right horse")) }
            #expect(server.lines.count == 1)
        }
    }

    @Test(arguments: ["", "EHLO", "MAIL", "RCPT", "DATA", "."])
    func `a server that hangs up, falls silent, says farewell or nonsense at any step is told as it is`(step: String) async throws {
        let phase = try #require(Self.phases[step])
        for (answer, expected) in [
            (Answer.sayAndClose(""), SMTPError.closed(phase)), (.nothing, .timedOut(phase)),
            (.say("421 4.3.2 Down"), .refused(phase, SMTPReply(code: 421, status: "4.3.2", lines: ["Down"]))),
            (.sayAndClose("421 4.3.2 Down"), .refused(phase, SMTPReply(code: 421, status: "4.3.2", lines: ["Down"]))),
            (.say("HTTP/1.1 400 Bad Request"), .violation(phase, reason: "a line that is no reply")),
            (.flood("250-on and on\r\n"), .violation(phase, reason: "a reply of more than 100 lines")),
            (.flood("2500000000"), .violation(phase, reason: "a line without an end")),
        ] {
            try await ScriptedServer.run([step: answer]) { server async throws in
                let silence = expected == .timedOut(phase) ? phase : nil
                let error = await #expect(throws: SMTPError.self) { try await send(server, silence: silence) }
                #expect(error == expected, "\(step) \(answer)")
            }
        }
    }

    @Test func `a greeting that turns us away is no reason for what follows`() async throws {
        try await ScriptedServer.run(["": .say("554 5.7.1 Go away")]) { server async throws in
            let error = await #expect(throws: SMTPError.self) { try await send(server) }
            #expect(error == .refused(.greeting, SMTPReply(code: 554, status: "5.7.1", lines: ["Go away"])))
            #expect(server.lines.isEmpty)
        }
    }

    @Test(arguments: ["EHLO", "MAIL", "RCPT"])
    func `answers to what was not asked are not taken for answers to what is`(step: String) async throws {
        guard case .say(let polite)? = ScriptedServer.polite[step] else { return }
        try await ScriptedServer.run([step: .say("\(polite)\r\n250 2.0.0 And that, too")]) { server async throws in
            let error = await #expect(throws: SMTPError.self) { try await send(server) }
            guard case .violation? = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(server.count(".") == 0)
        }
    }

    @Test(arguments: ["250 2.0.0 Taken", "500 5.5.1 What?", "451 4.3.0 No"])
    func `DATA that is not answered by 354 is not followed by a message`(reply: String) async throws {
        try await ScriptedServer.run(["DATA": .say(reply)]) { server async throws in
            if reply.hasPrefix("2") {
                await #expect(throws: SMTPError.violation(.data, reason: "250 2.0.0 Taken")) { try await send(server) }
            } else {
                #expect(try await send(server).map(\.isAccepted) == [false])
                #expect(server.count("RSET") == 1)
            }
            #expect(!server.lines.contains { $0.hasPrefix("From:") })
        }
    }

    @Test func `a server that closes in the middle of a message has not taken it`() async throws {
        try await ScriptedServer.run([".": .sayAndClose("")], reads: 30_000) { server async throws in
            await #expect(throws: SMTPError.closed(.message)) { try await send(server, bytes: 3_000_000) }
        }
    }

    @Test func `a server that refuses in the middle of a message is heard`() async throws {
        try await ScriptedServer.run([".": .say("552 5.3.4 Too much")], reads: 30_000) { server async throws in
            let answers = try await send(server, bytes: 3_000_000)
            #expect(answers == [.refused(.message, SMTPReply(code: 552, status: "5.3.4", lines: ["Too much"]))])
        }
    }

    @Test func `a server that takes a message before it has it is not believed`() async throws {
        try await ScriptedServer.run([".": .say("250 2.0.0 Taken")], reads: 30_000) { server async throws in
            await #expect(throws: SMTPError.violation(.message, reason: "it took a message that it had not read")) {
                try await send(server, bytes: 30_000_000)
            }
        }
    }

    @Test func `a sender that is refused is refused for each recipient`() async throws {
        try await ScriptedServer.run(["MAIL": .say("550 5.7.1 Not you")]) { server async throws in
            let session = try await SMTPClient(server.configuration()).connect()
            let both = try ["maya", "omar"].map { try #require(EmailAddress("\($0)@rose-ash.test")) }
            let results = try await session.send(Array("x".utf8), from: both[0], to: both)
            #expect(
                results.map(\.answer)
                    == Array(repeating: .refused(.mail, SMTPReply(code: 550, status: "5.7.1", lines: ["Not you"])), count: 2))
            #expect(server.count("RCPT") == 0)
            session.close()
        }
    }

    @Test func `who stops waiting stops at once`() async throws {
        try await ScriptedServer.run([".": .nothing]) { server async throws in
            let session = try await SMTPClient(server.configuration()).connect()
            let address = try #require(EmailAddress("maya@rose-ash.test"))
            let sending = Task { try await session.send(Array("x".utf8), from: address, to: [address]) }
            try await eventually("DATA is said") { server.count("DATA") == 1 }
            try await Task.sleep(for: .milliseconds(100))
            sending.cancel()
            await #expect(throws: CancellationError.self) { try await sending.value }
            try await eventually("the connection is closed") { await !session.isOpen }
        }
    }

    @Test func `nobody at the address is said so`() async throws {
        let error = await #expect(throws: SMTPError.self) {
            try await connect(SMTPConfiguration(host: "127.0.0.1", port: 1, encryption: .none))
        }
        #expect(error?.description == "the relay cannot be reached: 127.0.0.1, port 1: Connection refused")
        let unknown = await #expect(throws: SMTPError.self) {
            try await connect(SMTPConfiguration(host: "relay.invalid", port: 25, encryption: .none))
        }
        #expect(unknown == .unreachable(reason: "nothing on the network is called relay.invalid"))
    }

    private static let phases: [String: SMTPPhase] = [
        "": .greeting, "EHLO": .hello, "MAIL": .mail, "RCPT": .recipient, "DATA": .data, ".": .message,
    ]

    private func connect(_ configuration: SMTPConfiguration) async throws {
        try await SMTPClient(configuration).connect().close()
    }

    private func send(_ server: ScriptedServer, bytes: Int = 1000, silence: SMTPPhase? = nil) async throws -> [SMTPResult.Answer] {
        let session = try await SMTPClient(server.configuration(silence: silence)).connect()
        let (sender, recipient) = (EmailAddress("post@rose-ash.test"), EmailAddress("maya@rose-ash.test"))
        let message = Array(repeatElement("From: nobody, twenty bytes\r\n", count: bytes / 28 + 1).joined().utf8)
        let results = try await session.send(message, from: #require(sender), to: [#require(recipient)])
        await session.quit()
        return results.map(\.answer)
    }
}
