package import FoundationEssentials
package import Shared
package import SharedPostgres

/// ``MailQueue`` over PostgreSQL. Its clock is the database's, which all workers share.
package struct PostgresMailQueue: MailQueue {
    /// How much of an error is kept, in characters.
    private static let errorLimit = 1000
    private let database: Database
    package init(_ database: Database) { self.database = database }

    package func claim(limit: Int, lease: Duration) async throws -> [ClaimedMail] {
        let rows = try await database.query(
            """
            with due as (
                select m.id from mail.messages m
                where m.status in ('waiting', 'leased') and m.due_at <= clock_timestamp()
                    and (m.expires_at is null or m.expires_at > clock_timestamp())
                order by m.due_at, m.id
                limit \(max(0, limit))
                for update skip locked
            )
            update mail.messages m
            set status = 'leased', lease = \(UUID()), attempts = m.attempts + 1,
                due_at = clock_timestamp() + make_interval(secs => \(lease.interval))
            from due
            where m.id = due.id
            returning m.id, m.kind, m.recipient, m.subject, m.body_text, m.body_html, m.headers, m.idempotency_key, m.expires_at,
                m.posted_at, m.attempts, m.lease
            """)
        var claimed: [ClaimedMail] = []
        for row in rows {
            // A newer build has posted it, while both run: that one sends it. The others were claimed with it, and are not to wait for
            // that.
            do { claimed.append(try Self.mail(row)) } catch { try? await giveBack(row, because: error) }
        }
        return claimed
    }

    package func renew(_ mail: ClaimedMail, lease: Duration) async throws -> Bool {
        try await database.query(
            """
            update mail.messages set due_at = clock_timestamp() + make_interval(secs => \(lease.interval))
            where id = \(mail.message.id) and lease = \(mail.lease)
            """
        ).affected == 1
    }

    package func settle(_ mail: ClaimedMail, as outcome: MailOutcome) async throws -> Bool {
        switch outcome {
        case .sent: try await end(mail, as: .sent, error: nil)
        case .failed(let error): try await end(mail, as: .failed, error: error)
        case .refusedForNow(let error, let wait): try await self.wait(mail.message.id, mail.lease, wait, error: error, spent: 1)
        case .notTried(let error, let wait): try await self.wait(mail.message.id, mail.lease, wait, error: error, spent: 0)
        }
    }

    package func expire() async throws -> [MailKind] {
        try await database.query(
            """
            update mail.messages
            set status = 'expired', lease = null, settled_at = clock_timestamp(),
                subject = null, body_text = null, body_html = null, headers = null
            where status in ('waiting', 'leased') and expires_at <= clock_timestamp()
                and (status = 'waiting' or due_at <= clock_timestamp())
            returning kind
            """
        ).map { try $0["kind"] }
    }

    package func sweep(settledBefore moment: Date, limit: Int) async throws -> Int {
        try await database.query(
            """
            with old as (
                select m.id from mail.messages m where m.settled_at < \(moment) order by m.settled_at
                limit \(max(0, limit)) for update skip locked
            )
            delete from mail.messages m using old where m.id = old.id
            """
        ).affected
    }

    package func troubled(limit: Int) async throws -> [PostedMail] {
        try await database.query(
            """
            select id, kind, recipient, status, attempts, posted_at, error from mail.messages
            where (error is not null or status = 'expired') and status <> 'sent'
            order by posted_at desc, id desc
            limit \(max(0, limit))
            """
        ).map(Self.posted)
    }

    package func find(_ id: ID<OutgoingMessage>) async throws -> PostedMail? {
        try await database.query("select id, kind, recipient, status, attempts, posted_at, error from mail.messages where id = \(id)")
            .first.map(Self.posted)
    }

    private func end(_ mail: ClaimedMail, as state: MailState, error: String?) async throws -> Bool {
        try await database.query(
            """
            update mail.messages
            set status = \(state), lease = null, error = \(error?.storable(upTo: Self.errorLimit)), settled_at = clock_timestamp(),
                subject = null, body_text = null, body_html = null, headers = null
            where id = \(mail.message.id) and lease = \(mail.lease)
            """
        ).affected == 1
    }

    private func wait(
        _ id: ID<OutgoingMessage>, _ lease: UUID, _ wait: Duration, error: String, spent: Int
    ) async throws -> Bool {
        try await database.query(
            """
            update mail.messages
            set status = 'waiting', lease = null, attempts = attempts - 1 + \(spent), error = \(error.storable(upTo: Self.errorLimit)),
                due_at = clock_timestamp() + make_interval(secs => \(wait.interval))
            where id = \(id) and lease = \(lease)
            """
        ).affected == 1
    }

    private func giveBack(_ row: PostgresRow, because error: any Error) async throws {
        let reason = "This build cannot read the message: \(error)"
        _ = try await wait(try row["id"], try row["lease"], .seconds(600), error: reason, spent: 0)
    }

    private static func mail(_ row: PostgresRow) throws -> ClaimedMail {
        let message = OutgoingMessage(
            id: try row["id"], to: try row["recipient"], subject: try row["subject"], text: try row["body_text"],
            html: try row["body_html"],
            kind: try row["kind"], expires: try row["expires_at"], idempotencyKey: try row["idempotency_key"], headers: try row["headers"])
        return ClaimedMail(message: message, postedAt: try row["posted_at"], attempt: try row["attempts"], lease: try row["lease"])
    }

    private static func posted(_ row: PostgresRow) throws -> PostedMail {
        PostedMail(
            id: try row["id"], kind: try row["kind"], recipient: try row["recipient"], state: try row["status"],
            attempts: try row["attempts"], postedAt: try row["posted_at"], error: try row["error"])
    }
}
