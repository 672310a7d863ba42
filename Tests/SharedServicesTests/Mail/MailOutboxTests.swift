import Foundation
import Shared
import SharedPostgres
import SharedServices
import Support
import Testing

@Suite struct MailOutboxTests {
    @Test func `a message is posted with the change that it tells of, or neither is`() async throws {
        try await withMigratedDatabase { database async throws in
            let (kept, lost) = (try message(), try message())
            try await post(kept, in: database)
            await #expect(throws: Rollback.self) {
                try await database.run { (transaction: borrowing Transaction) in
                    try await PostgresMailOutbox().post(lost, in: transaction)
                    throw Rollback()
                }
            }
            let queue = PostgresMailQueue(database)
            #expect(try await queue.find(lost.id) == nil)
            #expect(try await queue.claim(limit: 10, lease: .seconds(60)).map(\.message) == [kept])
        }
    }

    @Test func `what is posted is what is claimed, headers and all`() async throws {
        try await withMigratedDatabase { database async throws in
            let posted = OutgoingMessage(
                to: try #require(EmailAddress("maya@rose-ash.test")), subject: "Brot \u{0}für\r\nZoë 🥖", text: "a\0b\r\n", html: "<p>🥖</p>",
                kind: MailKind("newsletter"), expires: Date(timeIntervalSince1970: 4_000_000_000), idempotencyKey: "one",
                headers: [
                    try #require(MailHeader("List-Unsubscribe", "<https://a.example/x>")), try #require(MailHeader("X-Odd", "{\"a\": ',}")),
                ])
            #expect(posted.subject == "Brot für Zoë 🥖" && posted.text == "ab\r\n")
            try await post(posted, in: database)
            let claimed = try #require(try await PostgresMailQueue(database).claim(limit: 1, lease: .seconds(60)).first)
            #expect(claimed.message == posted && claimed.attempt == 1 && abs(claimed.postedAt.timeIntervalSinceNow) < 60)
        }
    }

    @Test func `a message of the same key, or the same id, is posted once`() async throws {
        try await withMigratedDatabase { database async throws in
            let first = try message(key: "welcome-maya")
            for message in [first, try message(key: "welcome-maya"), first, try message(key: "welcome-omar"), try message(), try message()]
            {
                try await post(message, in: database)
            }
            let rows = try await database.query("select id from mail.messages order by posted_at")
            #expect(rows.count == 4)
            #expect(try rows.first?["id"] as ID<OutgoingMessage>? == first.id)
        }
    }

    @Test func `two that post the same key at once post one message`() async throws {
        try await withMigratedDatabase { database async throws in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<8 {
                    let message = try message(key: "receipt-7")
                    group.addTask { try await post(message, in: database) }
                }
                try await group.waitForAll()
            }
            #expect(try await PostgresMailQueue(database).claim(limit: 10, lease: .seconds(60)).count == 1)
        }
    }

    @Test(arguments: ["Sign-in", "sign in", "", "-", String(repeating: "a", count: 41)])
    func `a kind that is no label is refused`(kind: String) async throws {
        try await withMigratedDatabase { database async throws in
            let message = OutgoingMessage(
                to: try #require(EmailAddress("maya@rose-ash.test")), subject: "x", text: "x", html: "x", kind: MailKind(kind))
            let error = await #expect(throws: PostgresError.self) { try await post(message, in: database) }
            #expect(error?.serverError?.isCheckViolation(of: "messages_kind") == true)
        }
    }

    private struct Rollback: Error {}
}

func message(expires: Date? = nil, key: String? = nil, kind: MailKind = .signIn) throws -> OutgoingMessage {
    OutgoingMessage(
        to: try #require(EmailAddress("maya@rose-ash.test")), subject: "Hello", text: "Hello\n", html: "<p>Hello</p>", kind: kind,
        expires: expires, idempotencyKey: key)
}

func post(_ message: OutgoingMessage, in database: Database) async throws {
    try await database.run { (transaction: borrowing Transaction) in try await PostgresMailOutbox().post(message, in: transaction) }
}
