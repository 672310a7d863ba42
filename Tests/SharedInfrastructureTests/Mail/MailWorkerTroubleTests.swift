import Foundation
import Logging
import NIOCore
import Shared
import SharedServices
import Support
import Testing

@testable import SharedInfrastructure

/// Relays that are slow, or close, and workers that are stopped.
@Suite struct MailWorkerTroubleTests {
    @Test func `a lease lasts as long as the relay takes, so nobody else sends the message`() async throws {
        try await PostOffice.run { office async throws in
            try await ScriptedServer.run([".": .late("250 2.0.0 Taken", after: .seconds(6))]) { server async throws in
                try await office.withWorkers(2, over: server.configuration(), { $0.lease = .seconds(4) }) {
                    let message = try await office.post()
                    #expect(try await office.wait(for: message, .sent).attempts == 1)
                }
                #expect(server.count("DATA") == 1)
            }
        }
    }

    @Test(
        arguments: [
            [".": .sayAndClose("250 2.0.0 Taken")], [".": .sayAndClose("250 2.0.0 Taken\r\n421 4.3.2 Enough")],
            ["MAIL": .inTurn([.say("250 2.1.0 Ok"), .sayAndClose("421 4.3.2 Enough")])],
            ["MAIL": .inTurn([.say("250 2.1.0 Ok"), .sayAndClose("")])],
        ] as [[String: ScriptedServer.Answer]])
    func `a relay that ends the conversation after each message is asked again, and no message is the worse for it`(
        script: [String: ScriptedServer.Answer]
    ) async throws {
        try await PostOffice.run { office async throws in
            let messages = [try await office.post(to: "maya"), try await office.post(to: "omar"), try await office.post(to: "ruth")]
            try await ScriptedServer.run(script) { server async throws in
                try await office.withWorkers(over: server.configuration(), { $0.lanes = 1 }) {
                    for message in messages {
                        let posted = try await office.wait(for: message, .sent)
                        #expect(posted.attempts == 1 && posted.error == nil)
                    }
                }
                #expect(server.count("EHLO") == 3 && server.count("DATA") == 3)
            }
        }
    }

    @Test func `a relay that closes in the middle of a message has it tried again, later each time`() async throws {
        try await PostOffice.run { office async throws in
            try await ScriptedServer.run([".": .sayAndClose("")]) { server async throws in
                let message = try await office.post()
                try await office.withWorkers(over: server.configuration()) {
                    try await eventually("it is tried twice") { server.count("DATA") >= 2 }
                }
                let posted = try #require(try await office.queue.find(message.id))
                #expect(posted.state == .waiting && posted.attempts >= 2 && posted.error == "the relay closed the connection (message)")
            }
        }
    }

    @Test func `a worker that is stopped finishes what it is about, and takes no more`() async throws {
        try await PostOffice.run { office async throws in
            try await ScriptedServer.run([".": .late("250 2.0.0 Taken", after: .seconds(1))]) { server async throws in
                var messages: [OutgoingMessage] = []
                try await office.withWorkers(over: server.configuration(), { $0.lanes = 1 }) {
                    for _ in 0..<3 { messages.append(try await office.post()) }
                    try await eventually("one is under way") { server.count("DATA") == 1 }
                }
                var states: [MailState] = []
                for message in messages { states.append(try #require(try await office.queue.find(message.id)).state) }
                #expect(states.count { $0 == .sent } == 1 && states.count { $0 == .waiting } == 2)
            }
        }
    }

    @Test func `a worker that may not finish gives back what it is about, without an attempt`() async throws {
        try await PostOffice.run { office async throws in
            try await ScriptedServer.run(["RCPT": .nothing]) { server async throws in
                var relay = server.configuration()
                relay.timeouts.envelope = .seconds(600)
                let message = try await office.post()
                try await office.withWorkers(over: relay, { $0.grace = .milliseconds(100) }) {
                    try await eventually("it is under way") { server.count("RCPT") == 1 }
                }
                let posted = try #require(try await office.queue.find(message.id))
                #expect(posted.state == .waiting && posted.attempts == 0)
            }
        }
    }

    @Test func `a message that is long refused, or began too often, is given up`() async throws {
        try await PostOffice.run { office async throws in
            try await ScriptedServer.run(["RCPT": .say("451 4.3.0 Later")]) { server async throws in
                let message = try await office.post()
                try await office.withWorkers(over: server.configuration(), { $0.patience = .milliseconds(300) }) {
                    let posted = try await office.wait(for: message, .failed)
                    #expect(posted.error == "Given up: 451 4.3.0 Later")
                }
                let deadly = try await office.post()
                for _ in 0..<3 { _ = try await office.queue.claim(limit: 1, lease: .zero) }
                try await office.withWorkers(over: server.configuration(), { $0.attempts = 3 }) {
                    let posted = try await office.wait(for: deadly, .failed)
                    #expect(posted.error == "It was begun 3 times, and never came to an end")
                }
            }
        }
    }

    @Test func `the waits grow, but a link that runs out is not waited for longer than it is good`() async throws {
        try await PostOffice.run { office async throws in
            let relay = SMTPConfiguration(host: "127.0.0.1", port: 1, encryption: .none)
            let sender = MailSender(name: nil, address: try #require(EmailAddress("post@rose-ash.test")))
            let worker = try MailWorker(
                office.queue, on: office.database, over: MailSettings(relay: relay, sender: sender), logger: .silent)
            let now = Date()
            func wait(_ attempt: Int, expires: Date? = nil) throws -> Duration {
                let message = OutgoingMessage(
                    to: sender.address, subject: "", text: "", html: "", kind: .signIn, expires: expires)
                return worker.wait(for: ClaimedMail(message: message, postedAt: now, attempt: attempt, lease: UUID()), at: now)
            }
            #expect(try [1, 2, 3, 4, 5, 6, 20].map { try wait($0) } == [60, 300, 1800, 7200, 21_600, 21_600, 21_600].map { .seconds($0) })
            #expect(try wait(3, expires: now + 600) == .seconds(300) && wait(1, expires: now + 600) == .seconds(60))
            #expect(try wait(3, expires: now + 30) == .seconds(60))
        }
    }

    @Test func `no log says whom a message is to, or what is in it`() async throws {
        try await PostOffice.run { office async throws in
            try await ScriptedServer.run(["RCPT": .say("550 5.1.1 <maya@rose-ash.test> is nobody")]) { server async throws in
                let log = RecordedLines()
                let config = try TestSite.config(.federation, ["LOG_LEVEL": "trace"])
                let logger = Observability(config, output: log.output).logger
                let message = try await office.post("a secret link\n")
                try await office.withWorkers(over: server.configuration(), logger: logger) { try await office.wait(for: message, .failed) }
                let lines = log.lines.joined(separator: "\n")
                #expect(lines.contains("\(message.id)") && lines.contains("the recipient> is nobody"))
                #expect(!lines.contains("maya@") && !lines.contains("secret"))
            }
        }
    }
}
