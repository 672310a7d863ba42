import Foundation
import Shared
import SharedPostgres
import SharedServices
import Support
import Testing

@Suite struct MailQueueTests {
    @Test func `what waits longest is claimed first, once, and by one at a time`() async throws {
        try await withQueue { queue, database in
            var posted: [ID<OutgoingMessage>] = []
            for _ in 0..<20 {
                let message = try message()
                try await post(message, in: database)
                posted.append(message.id)
            }
            #expect(try await queue.claim(limit: 2, lease: .seconds(60)).map(\.message.id) == Array(posted.prefix(2)))
            let claimed = try await withThrowingTaskGroup(of: [ClaimedMail].self) { group in
                for _ in 0..<6 { group.addTask { try await queue.claim(limit: 5, lease: .seconds(60)) } }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            #expect(claimed.count == 18 && Set(claimed.map(\.message.id)) == Set(posted.dropFirst(2)))
            #expect(try await queue.claim(limit: 5, lease: .seconds(60)).isEmpty)
        }
    }

    @Test func `a claim lasts as long as its lease, and is worth nothing once another has it`() async throws {
        try await withQueue { queue, database in
            try await post(try message(), in: database)
            let first = try #require(try await queue.claim(limit: 1, lease: .milliseconds(1)).first)
            try await Task.sleep(for: .milliseconds(20))
            let second = try #require(try await queue.claim(limit: 1, lease: .seconds(60)).first)
            #expect(second.attempt == 2 && second.lease != first.lease)
            for outcome in [MailOutcome.sent, .failed(error: "x"), .refusedForNow(error: "x", retryAfter: .zero)] {
                #expect(try await !queue.settle(first, as: outcome))
            }
            #expect(try await !queue.renew(first, lease: .seconds(60)))
            #expect(try await queue.settle(second, as: .sent))
            #expect(try await !queue.settle(second, as: .sent))
        }
    }

    @Test func `a lease that is renewed does not end`() async throws {
        try await withQueue { queue, database in
            try await post(try message(), in: database)
            let claimed = try #require(try await queue.claim(limit: 1, lease: .milliseconds(1)).first)
            #expect(try await queue.renew(claimed, lease: .seconds(60)))
            #expect(try await queue.claim(limit: 1, lease: .seconds(60)).isEmpty)
            #expect(try await queue.settle(claimed, as: .sent))
        }
    }

    @Test func `a refusal for now costs an attempt, and no try at all costs none`() async throws {
        try await withQueue { queue, database in
            try await post(try message(), in: database)
            for (outcome, attempts) in [
                (MailOutcome.refusedForNow(error: "451 later", retryAfter: .zero), 1),
                (.notTried(error: "nobody\0there", retryAfter: .zero), 1),
                (.refusedForNow(error: "452 full", retryAfter: .seconds(60)), 2),
            ] {
                let claimed = try #require(try await queue.claim(limit: 1, lease: .seconds(60)).first)
                #expect(try await queue.settle(claimed, as: outcome))
                let posted = try #require(try await queue.find(claimed.message.id))
                #expect(posted.attempts == attempts && posted.state == .waiting && posted.error != nil)
            }
            #expect(try await queue.claim(limit: 1, lease: .seconds(60)).isEmpty)
        }
    }

    @Test func `a settled message keeps no words, and cannot have any`() async throws {
        try await withQueue { queue, database in
            for outcome in [MailOutcome.sent, .failed(error: "550 5.1.1 Nobody")] {
                try await post(try message(), in: database)
                let claimed = try #require(try await queue.claim(limit: 1, lease: .seconds(60)).first)
                #expect(try await queue.settle(claimed, as: outcome))
            }
            try await post(try message(expires: Date() - 1), in: database)
            #expect(try await queue.expire() == [.signIn])
            let wordy = try await database.query(
                "select 1 as one from mail.messages where num_nonnulls(subject, body_text, body_html, headers) > 0 or settled_at is null")
            #expect(wordy.isEmpty)
            await #expect(throws: PostgresError.self) { try await database.query("update mail.messages set body_text = 'x'") }
            await #expect(throws: PostgresError.self) { try await database.query("update mail.messages set status = 'waiting'") }
        }
    }

    @Test func `what is too late is not claimed, and settled unless somebody sends it just now`() async throws {
        try await withQueue { queue, database in
            try await post(try message(expires: Date() + 1), in: database)
            let underWay = try #require(try await queue.claim(limit: 1, lease: .seconds(60)).first)
            try await post(try message(expires: Date() - 1), in: database)
            try await post(try message(expires: Date() + 60), in: database)
            try await Task.sleep(for: .milliseconds(1100))
            #expect(try await queue.claim(limit: 10, lease: .seconds(60)).count == 1)
            #expect(try await queue.expire().count == 1)
            #expect(try await queue.settle(underWay, as: .sent))
            #expect(try await queue.expire().isEmpty)
            #expect(try await queue.find(underWay.message.id)?.state == .sent)
        }
    }

    @Test func `what was settled long ago is forgotten, and its key with it`() async throws {
        try await withQueue { queue, database in
            let old = try message(key: "welcome")
            for message in [old, try message(), try message()] { try await post(message, in: database) }
            for claimed in try await queue.claim(limit: 2, lease: .seconds(60)) { #expect(try await queue.settle(claimed, as: .sent)) }
            #expect(try await queue.sweep(settledBefore: Date() - 60, limit: 10) == 0)
            #expect(try await queue.sweep(settledBefore: Date() + 60, limit: 1) == 1)
            #expect(try await queue.sweep(settledBefore: Date() + 60, limit: 10) == 1)
            #expect(try await queue.find(old.id) == nil)
            try await post(try message(key: "welcome"), in: database)
            #expect(try await queue.claim(limit: 10, lease: .seconds(60)).count == 2)
        }
    }

    @Test func `what this build cannot read is left for another, and holds up nothing`() async throws {
        try await withQueue { queue, database in
            let odd = try message()
            try await post(odd, in: database)
            try await database.query("update mail.messages set headers = array['no header at all']")
            let plain = try message()
            try await post(plain, in: database)
            #expect(try await queue.claim(limit: 10, lease: .seconds(60)).map(\.message.id) == [plain.id])
            let posted = try #require(try await queue.troubled(limit: 10).first)
            #expect(posted.id == odd.id && posted.state == .waiting && posted.attempts == 0)
            #expect(posted.error?.hasPrefix("This build cannot read the message") == true)
        }
    }

    private func withQueue(_ body: (PostgresMailQueue, Database) async throws -> Void) async throws {
        try await withMigratedDatabase { try await body(PostgresMailQueue($0), $0) }
    }
}
