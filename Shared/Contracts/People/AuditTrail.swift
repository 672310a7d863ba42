/// What was done with people's accounts, for each to read of their own.
package protocol AuditTrail: Sendable {
    /// Adds `entry` to the trail of `person`, in the transaction that does what it tells; who has left has none any more. Texts are cut after 200
    /// characters.
    func record(_ entry: AuditEntry, of person: ID<Person>, in transaction: borrowing Transaction) async throws
    /// The latest first, at most `limit`.
    func entries(of person: ID<Person>, limit: Int) async throws -> [AuditEntry]
    /// Those of a page of the whole, the latest first.
    func entries(of person: ID<Person>, _ page: PageRequest) async throws -> Listing<AuditEntry>
}
