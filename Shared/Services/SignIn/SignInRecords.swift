import FoundationEssentials
package import Shared
package import SharedPostgres

/// When somebody asked for a mail to sign in with an address, as far as that is still remembered.
package struct SignInRecords: PersonalRecords {
    package let name = "signIns"
    private let database: Database
    package init(_ database: Database) { self.database = database }

    private struct Record: Encodable {
        let begunAt: Date
        let usedAt: Date?
    }

    package func records(of owner: RecordsOwner) async throws -> any Encodable & Sendable {
        try await database.query(
            "select begun_at, consumed_at from account.sign_ins where address = \(owner.person.email) order by begun_at desc"
        ).map { Record(begunAt: try $0["begun_at"], usedAt: try $0["consumed_at"]) }
    }

    package func erase(_ owner: RecordsOwner, in transaction: borrowing Transaction) async throws {
        let connection = try transaction.connection
        try await connection.query("delete from account.sign_ins where address = \(owner.person.email)")
        try await connection.query("delete from account.registrations where address = \(owner.person.email)")
    }
}
