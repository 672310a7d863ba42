import Foundation
import Logging
import ServiceLifecycle
import Shared
import SharedPostgres
import SharedServices
import Support
import Testing

@testable import SharedInfrastructure

/// An outbox in a database of a test's own, and workers that are short of patience.
struct PostOffice: Sendable {
    let database: Database
    var queue: PostgresMailQueue { PostgresMailQueue(database) }

    static func run(_ body: (PostOffice) async throws -> Void) async throws {
        try await withMigratedDatabase { try await body(PostOffice(database: $0)) }
    }

    /// Posts a message to somebody at rose-ash.test.
    @discardableResult
    func post(
        to person: String = "maya", _ text: String = "Hello\n", expires: Date? = nil, key: String? = nil
    ) async throws -> OutgoingMessage {
        let message = OutgoingMessage(
            to: try #require(EmailAddress("\(person)@rose-ash.test")), subject: "Hello", text: text, html: "<p>Hello</p>", kind: .signIn,
            expires: expires, idempotencyKey: key)
        try await database.run { (transaction: borrowing Transaction) in try await PostgresMailOutbox().post(message, in: transaction) }
        return message
    }

    /// Runs `body` beside `count` workers that send over `relay`, and stops them gracefully.
    func withWorkers(
        _ count: Int = 1, over relay: SMTPConfiguration, logger: Logger = .silent,
        _ change: (inout MailWorker.Configuration) -> Void = { _ in },
        _ body: () async throws -> Void
    ) async throws {
        var configuration = MailWorker.Configuration()
        configuration.poll = .milliseconds(50)
        configuration.waits = [.milliseconds(100)]
        configuration.pauses = .milliseconds(50) ... .milliseconds(200)
        change(&configuration)
        let sender = MailSender(name: "Rose Ash", address: try #require(EmailAddress("post@rose-ash.test")))
        let settings = MailSettings(relay: relay, sender: sender)
        let workers = try (0..<count).map { _ in
            try MailWorker(queue, on: database, over: settings, configuration: configuration, logger: logger)
        }
        let group = ServiceGroup(services: workers, logger: .silent)
        let running = Task { try await group.run() }
        do {
            try await body()
            await group.triggerGracefulShutdown()
            try await running.value
        } catch {
            running.cancel()
            throw error
        }
    }

    /// Waits until a message is in `state`, and answers what is known of it then.
    @discardableResult
    func wait(
        for message: OutgoingMessage, _ state: MailState, within limit: Duration = .seconds(20)
    ) async throws -> PostedMail {
        try await eventually("the message is \(state)", within: limit) { try await queue.find(message.id)?.state == state }
        return try #require(try await queue.find(message.id))
    }

    /// What the table still holds of a message's words.
    func words(of message: OutgoingMessage) async throws -> [String] {
        let rows = try await database.query(
            """
            select coalesce(subject, '') || coalesce(body_text, '') || coalesce(body_html, '') || coalesce(headers::text, '') as words
            from mail.messages where id = \(message.id)
            """)
        return try rows.map { try $0["words"] }
    }

    func somebodyListens() async throws {
        try await eventually("a worker listens", within: .seconds(10)) {
            try await !database.query(
                "select 1 as one from pg_stat_activity where datname = current_database() and query like 'listen%mail_messages%'"
            ).isEmpty
        }
    }
}
