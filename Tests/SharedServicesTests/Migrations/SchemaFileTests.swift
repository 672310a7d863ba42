import FoundationEssentials
import SharedPostgres
import SharedServices
import Subprocess
import Support
import Testing

/// `Shared/Migrations/schema.sql` is what the migrations make, for reading. With `ROSE_ASH_WRITE_SCHEMA=1` (`make schema`) it is written
/// anew first.
@Suite(.serialized) struct SchemaFileTests {
    private static let path = repositoryRoot + "/Shared/Migrations/schema.sql"

    @Test func `the reference schema is the schema of a migrated database`() async throws {
        let migrated = try await TestDatabase.create(from: .migrated)
        if ProcessInfo.processInfo.environment["ROSE_ASH_WRITE_SCHEMA"] == "1" { try await Self.write(from: migrated.url) }
        let wanted = try await Self.with(migrated) { try await schemaLines(of: $0) }
        let found = try await withTestDatabase { database async throws in
            try await Self.load(database)
            return try await schemaLines(of: database)
        }
        #expect(wanted.count > 200)
        let (missing, extra) = (Set(wanted).subtracting(found).sorted(), Set(found).subtracting(wanted).sorted())
        #expect(missing.isEmpty && extra.isEmpty, "schema.sql is not what the migrations make; “make schema” writes it anew")
        #expect(wanted == found)
        try await migrated.drop()
    }

    @Test(arguments: [
        "alter table blog.posts alter column title drop not null", "alter table blog.posts add column subtitle text",
        "alter table cart.basket_items alter column quantity type smallint",
        "alter table cart.basket_items drop constraint basket_items_quantity",
        "drop index blog.posts_latest", "drop trigger posts_transition on blog.posts", "drop view blog.published_posts",
        "alter table account.people alter column version set default 2", "comment on table public.state_transitions is 'another'",
        "create or replace function events.is_zone(name text) returns boolean language sql immutable strict as 'select true'",
    ])
    func `a difference of any kind is seen`(change: String) async throws {
        try await withMigratedDatabase { database async throws in
            let before = try await schemaLines(of: database)
            try await database.withConnection { try await $0.runScript(change) }
            let after = try await schemaLines(of: database)
            #expect(before != after)
        }
    }

    private static func load(_ database: Database) async throws {
        let script = try String(contentsOf: URL(filePath: path), encoding: .utf8)
        try await database.withConnection { try await $0.runScript(script) }
    }

    private static func with<Answer>(_ test: TestDatabase, _ body: (Database) async throws -> Answer) async throws -> Answer {
        let database = try Database(test.configuration, logger: .silent)
        let answer = try await body(database)
        await database.shutDown()
        return answer
    }

    /// Writes the file from a dump, without what only a dump's loader needs.
    private static func write(from url: String) async throws {
        let dump = try await Subprocess.run(
            .name("pg_dump"), arguments: ["--schema-only", "--no-owner", "--no-privileges", url], output: .string(limit: 4_000_000),
            error: .string(limit: 100_000))
        guard dump.terminationStatus.isSuccess else { throw DumpFailed(description: "pg_dump: \(dump.standardError)") }
        var lines = [
            "-- The schema that the migrations make, to read and to search; a database is made by the migrations, never from this file.",
            "-- Written by “make schema”. A test compares it with a migrated database.", "",
        ]
        for line in dump.standardOutput.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
            if ["--", "\\", "SET ", "SELECT pg_catalog.set_config"].contains(where: line.hasPrefix) { continue }
            if line.isEmpty, lines.last?.isEmpty == true { continue }
            lines.append(line)
        }
        try Data(lines.joined(separator: "\n").utf8).write(to: URL(filePath: path))
    }

    private struct DumpFailed: Error, CustomStringConvertible { let description: String }
}
