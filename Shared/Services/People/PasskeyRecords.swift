import FoundationEssentials
package import Shared

/// The passkeys of a person, which go with the account.
package struct PasskeyRecords: PersonalRecords {
    package let name = "passkeys"
    private let passkeys: any Passkeys
    package init(_ passkeys: any Passkeys) { self.passkeys = passkeys }

    private struct Record: Encodable {
        let name: String
        let addedAt: Date
        let usedAt: Date?
    }

    package func records(of owner: RecordsOwner) async throws -> any Encodable & Sendable {
        try await passkeys.passkeys(of: owner.person.id).map { Record(name: $0.name, addedAt: $0.addedAt, usedAt: $0.usedAt) }
    }
}
