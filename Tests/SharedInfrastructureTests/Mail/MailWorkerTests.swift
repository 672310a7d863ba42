import Foundation
import Shared
import SharedPostgres
import SharedServices
import Support
import Testing

@testable import SharedInfrastructure

/// From the outbox to a server that is not ours.
@Suite struct MailWorkerTests {
    @Test func `what is posted is sent at once, because the database notifies, and its words are erased`() async throws {
        try await PostOffice.run { office async throws in
            try await EximServer.run { server async throws in
                try await office.withWorkers(over: server.configuration(), { $0.poll = .seconds(3600) }) {
                    try await office.somebodyListens()
                    let message = try await office.post("A link: https://rose-ash.test/sign-in?secret\n")
                    let mail = try #require(try await server.received(1).first)
                    #expect(mail.text == message.text && mail.messageID == "<\(message.id)@rose-ash.test>")
                    #expect(mail.from == [["Rose Ash", "post@rose-ash.test"]] && mail.to == [["", "maya@rose-ash.test"]])
                    let posted = try await office.wait(for: message, .sent)
                    #expect(posted.attempts == 1 && posted.error == nil)
                    #expect(try await office.words(of: message) == [""])
                }
            }
        }
    }

    @Test func `what was posted while no worker ran is sent when one starts, over one connection`() async throws {
        try await PostOffice.run { office async throws in
            for number in 0..<5 { try await office.post("\(number)\n") }
            try await ScriptedServer.run { server async throws in
                try await office.withWorkers(over: server.configuration(), { $0.lanes = 1 }) {
                    try await eventually("all are sent") { server.count("RCPT") == 5 && server.count("QUIT") == 1 }
                }
                #expect(server.count("EHLO") == 1)
            }
        }
    }

    @Test func `a message that is refused for good is not tried again, and the operator is told why`() async throws {
        try await PostOffice.run { office async throws in
            try await AiosmtpdServer.run { server async throws in
                try await office.withWorkers(over: server.configuration()) {
                    let refused = try await office.post(to: "nobody")
                    let posted = try await office.wait(for: refused, .failed)
                    #expect(posted.attempts == 1 && posted.error == "550 5.1.1 No such mailbox")
                    #expect(try await office.words(of: refused) == [""])
                    let unwelcome = try await office.post("forbidden words\n")
                    #expect(try await office.wait(for: unwelcome, .failed).error == "554 5.7.1 Looks like spam")
                    let large = try await office.post(String(repeating: "0123456789\n", count: 20_000))
                    #expect(try await office.wait(for: large, .failed).error == "The relay takes messages of at most 200000 bytes")
                    #expect(try await Set(office.queue.troubled(limit: 10).map(\.id)) == [refused.id, unwelcome.id, large.id])
                }
                #expect(server.count == 0)
            }
        }
    }

    @Test(arguments: RealServer.allCases)
    func `a message that is put off is tried again until it is taken`(real: RealServer) async throws {
        try await PostOffice.run { office async throws in
            try await real.run { server async throws in
                try await office.withWorkers(over: server.configuration()) {
                    let message = try await office.post(to: "grey")
                    try await eventually("it is tried thrice") { try await office.queue.find(message.id)?.attempts ?? 0 >= 3 }
                    let waiting = try #require(try await office.queue.find(message.id))
                    #expect(waiting.error?.contains("4.7.1 Greylisted") == true)
                    try server.knowsUs()
                    try await office.wait(for: message, .sent)
                }
                #expect(try await server.received(1).count == 1)
            }
        }
    }

    @Test func `a relay that is away costs no message an attempt, and all go when it is back`() async throws {
        try await PostOffice.run { office async throws in
            let port = try #require(try await freePorts(1).first)
            var relay = SMTPConfiguration(host: "127.0.0.1", port: port, encryption: .none)
            relay.timeouts.connect = .milliseconds(500)
            let messages = [try await office.post(to: "maya"), try await office.post(to: "omar")]
            try await office.withWorkers(over: relay) {
                try await eventually("it was tried") { try await office.queue.find(messages[0].id)?.error != nil }
                try await Task.sleep(for: .milliseconds(400))
                for message in messages { #expect(try await office.queue.find(message.id)?.attempts ?? 9 <= 1) }
                try await ScriptedServer.run(port: port) { server async throws in
                    for message in messages { #expect(try await office.wait(for: message, .sent).attempts == 1) }
                    #expect(server.count("RCPT") == 2)
                }
            }
        }
    }

    @Test func `a wrong password and an untrusted certificate fail no message`() async throws {
        try await PostOffice.run { office async throws in
            try await AiosmtpdServer.run { server async throws in
                let message = try await office.post()
                for (relay, error) in [
                    (server.configuration(password: "wrong horse"), "535"), (server.configuration(trust: .system), "cannot be trusted"),
                    (server.configuration(password: nil), "530"),
                ] {
                    try await office.withWorkers(over: relay) {
                        try await eventually("it fails for \(error)") {
                            try await office.queue.find(message.id)?.error?.contains(error) == true
                        }
                    }
                    #expect(try await office.queue.find(message.id)?.state == .waiting)
                }
                try await office.withWorkers(over: server.configuration()) { try await office.wait(for: message, .sent) }
                _ = try await server.received(1)
            }
        }
    }

    @Test func `a message whose time is over is not sent`() async throws {
        try await PostOffice.run { office async throws in
            let late = try await office.post("late\n", expires: Date() + 0.3)
            let inTime = try await office.post("in time\n", expires: Date() + 3600)
            try await Task.sleep(for: .milliseconds(400))
            try await ScriptedServer.run { server async throws in
                try await office.withWorkers(over: server.configuration()) {
                    try await office.wait(for: inTime, .sent)
                    let posted = try await office.wait(for: late, .expired)
                    #expect(posted.attempts == 0)
                    #expect(try await office.words(of: late) == [""])
                }
                #expect(server.count("RCPT") == 1)
            }
        }
    }

    @Test func `what a worker had claimed when it died is sent when its lease is over`() async throws {
        try await PostOffice.run { office async throws in
            let message = try await office.post()
            #expect(try await office.queue.claim(limit: 1, lease: .milliseconds(800)).count == 1)
            let died = ContinuousClock.now
            try await ScriptedServer.run { server async throws in
                try await office.withWorkers(over: server.configuration()) {
                    let posted = try await office.wait(for: message, .sent)
                    #expect(posted.attempts == 2)
                }
                #expect(ContinuousClock.now - died >= .milliseconds(800) && server.count("RCPT") == 1)
            }
        }
    }

    @Test func `a worker that dies after the relay has taken a message has it sent twice, as the same message`() async throws {
        try await PostOffice.run { office async throws in
            try await AiosmtpdServer.run { server async throws in
                let message = try await office.post()
                let claimed = try #require(try await office.queue.claim(limit: 1, lease: .milliseconds(300)).first)
                let sender = MailSender(name: "Rose Ash", address: try #require(EmailAddress("post@rose-ash.test")))
                let session = try await SMTPClient(server.configuration()).connect()
                let bytes = MIMEMessage(claimed.message, from: sender, at: claimed.postedAt).bytes
                _ = try await session.send(bytes, from: sender.address, to: [message.recipient])
                session.close()
                try await office.withWorkers(over: server.configuration()) { try await office.wait(for: message, .sent) }
                let mail = try await server.received(2)
                #expect(mail.count == 2 && Set(mail.map(\.messageID)).count == 1 && Set(mail.map(\.date)).count == 1)
            }
        }
    }

    @Test func `two workers at once send each message once`() async throws {
        try await PostOffice.run { office async throws in
            try await AiosmtpdServer.run { server async throws in
                for number in 0..<40 { try await office.post("number \(number)\n") }
                try await office.withWorkers(2, over: server.configuration()) {
                    try await eventually("all are sent", within: .seconds(60)) {
                        try await office.database.query("select 1 as one from mail.messages where status <> 'sent'").isEmpty
                    }
                }
                let mail = try await server.received(40)
                #expect(mail.count == 40 && Set(mail.map(\.text)).count == 40)
            }
        }
    }
}
