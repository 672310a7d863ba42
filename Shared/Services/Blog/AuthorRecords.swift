package import Shared
package import SharedPostgres

/// The bylines under which a person writes on the blog. They stay when the person goes, as what was published does; that they are theirs is
/// forgotten.
package struct AuthorRecords: PersonalRecords {
    package let name = "bylines"
    private let database: Database
    package init(_ database: Database) { self.database = database }

    private struct Record: Encodable {
        let id: ID<Author>
        let slug: Slug
        let name: String
    }

    package func records(of owner: RecordsOwner) async throws -> any Encodable & Sendable {
        try await database.query("select id, slug, name from blog.authors where person_id = \(owner.person.id) order by name, id").map {
            Record(id: try $0["id"], slug: try $0["slug"], name: try $0["name"])
        }
    }

    package func erase(_ owner: RecordsOwner, in transaction: borrowing Transaction) async throws {
        try await transaction.connection.query("update blog.authors set person_id = null where person_id = \(owner.person.id)")
    }
}
