package import Shared
import SharedPostgres

/// ``MailOutbox`` over PostgreSQL.
package struct PostgresMailOutbox: MailOutbox {
    /// What a worker listens to. A notification says no more than that there is something to send.
    package static let channel = "mail_messages"

    package init() {}

    package func post(_ message: OutgoingMessage, in transaction: borrowing Transaction) async throws {
        let connection = try transaction.connection
        let posted = try await connection.query(
            """
            insert into mail.messages (id, kind, recipient, subject, body_text, body_html, headers, idempotency_key, expires_at)
            values (
                \(message.id), \(message.kind), \(message.recipient), \(message.subject), \(message.text), \(message.html),
                \(message.headers)::text[], \(message.idempotencyKey), \(message.expires)
            )
            on conflict do nothing
            """
        ).affected
        if posted > 0 { try await connection.query("select pg_notify('mail_messages', '')") }
    }
}
