package import Shared
import SharedPostgres

/// Which programs of others a person lets know who they are.
package struct AuthorizationRecords: PersonalRecords {
    package let name = "consents"
    private let consents: any Consents
    package init(_ consents: any Consents) { self.consents = consents }

    package func records(of owner: RecordsOwner) async throws -> any Encodable & Sendable {
        try await consents.consents(of: owner.person.id)
    }

    /// Grants stay, without anything that they give, until the programs have been told of the sign-out: `AuthorizationSweeper` removes them.
    package func erase(_ owner: RecordsOwner, in transaction: borrowing Transaction) async throws {
        try await transaction.connection.query("delete from oauth.consents where person_id = \(owner.person.id)")
    }
}
