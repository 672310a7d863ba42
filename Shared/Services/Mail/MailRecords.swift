import FoundationEssentials
package import Shared
package import SharedPostgres

/// Which mail was posted to a person's address of now. What was in it is forgotten when it is sent.
package struct MailRecords: PersonalRecords {
    package let name = "mail"
    private let database: Database
    package init(_ database: Database) { self.database = database }

    private struct Record: Encodable {
        let kind: String
        let address: EmailAddress
        let postedAt: Date
        let state: MailState
    }

    package func records(of owner: RecordsOwner) async throws -> any Encodable & Sendable {
        try await database.query(
            "select kind, recipient, posted_at, status from mail.messages where recipient = \(owner.person.email) order by posted_at, id"
        ).map {
            Record(
                kind: (try $0["kind"] as MailKind).description, address: try $0["recipient"], postedAt: try $0["posted_at"],
                state: try $0["status"])
        }
    }

    package func erase(_ owner: RecordsOwner, in transaction: borrowing Transaction) async throws {
        try await transaction.connection.query("delete from mail.messages where recipient = \(owner.person.email)")
    }
}
