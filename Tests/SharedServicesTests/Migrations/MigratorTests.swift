import FoundationEssentials
import SharedPostgres
import SharedServices
import Support
import Testing

@Suite struct MigratorTests {
    @Test func `an empty database is brought to the version that the code needs`() async throws {
        try await withTestDatabase { database async throws in
            let files = try MigrationFiles(root: repositoryRoot)
            let made = try await migrator(database, files).migrate()
            #expect(made == files.all)
            #expect(made.last?.version == Schema.version)
            try await Schema.check(database)
        }
    }

    @Test func `a second run makes nothing`() async throws {
        try await withMigratedDatabase { database async throws in
            let made = try await migrator(database, try MigrationFiles(root: repositoryRoot)).migrate()
            #expect(made.isEmpty)
        }
    }

    @Test func `two programs that migrate at the same time make each step once`() async throws {
        try await withTestDatabase { database async throws in
            let files = try MigrationFiles(root: repositoryRoot)
            async let one = migrator(database, files).migrate()
            async let other = migrator(database, files).migrate()
            let versions = try await (one + other).map(\.version).sorted()
            #expect(versions == files.all.map(\.version))
        }
    }

    @Test func `a step that fails leaves nothing behind, and those before it stay`() async throws {
        try await withTestDatabase { database async throws in
            let broken = try folder([
                "0001-first.sql": "-- Why: a test.\n-- compatible_from: 1\ncreate table public.kept (id integer);",
                "0002-broken.sql":
                    "-- Why: a test.\n-- compatible_from: 1\ncreate table public.half (id integer);\ninsert into public.absent values (1);",
            ])
            defer { remove(broken) }
            let error = try await #require(throws: MigrationError.self) {
                try await migrator(database, try MigrationFiles(folder: broken)).migrate()
            }
            guard case .failed(let version, let name, let reason) = error else {
                Issue.record("\(error)")
                return
            }
            #expect(version == 2 && name == "broken" && reason.contains("public.absent"))
            let rows = try await database.query("select to_regclass('public.kept')::text as kept, to_regclass('public.half')::text as half")
            let (kept, half): (String?, String?) = (try rows.first?["kept"], try rows.first?["half"])
            #expect(kept == "kept" && half == nil)
            await #expect(throws: SchemaError.tooOld(version: 1, needed: Schema.version)) { try await Schema.check(database) }
        }
    }

    @Test func `usernames that look alike are named, and once they do not, it goes on`() async throws {
        try await withTestDatabase { database async throws in
            let files = try MigrationFiles(root: repositoryRoot)
            let before = try folder(from: files.all.prefix { $0.name != "sign-ins" })
            defer { remove(before) }
            _ = try await migrator(database, try MigrationFiles(folder: before)).migrate()
            for (second, name) in ["omar", "maya", "0mar", "rnaya", "ada", "ornar"].enumerated() {
                try await database.query(
                    """
                    insert into account.people (id, username, name, email, joined_at)
                    values (gen_random_uuid(), \(name), 'A', \(name + "@example.org"), \(Date(timeIntervalSince1970: Double(second))))
                    """)
            }
            let error = try await #require(throws: MigrationError.self) { try await migrator(database, files).migrate() }
            #expect(
                error.description.contains(
                    "usernames may not look alike any more: omar and 0mar and ornar; maya and rnaya. Give all but one"))
            for name in ["rnaya", "0mar", "ornar"] {
                try await database.query("update account.people set username = \(name + "_2") where username = \(name)")
            }
            _ = try await #require(throws: MigrationError.self) { try await migrator(database, files).migrate() }
            try await database.query("update account.people set username = 'other' where username = 'ornar_2'")
            _ = try await migrator(database, files).migrate()
            try await Schema.check(database)
        }
    }

    @Test func `a step that was edited after it was made is refused`() async throws {
        try await withTestDatabase { database async throws in
            let header = "-- Why: a test.\n-- compatible_from: 1\n"
            let before = try folder(["0001-first.sql": header + "create table public.one (id integer);"])
            let after = try folder(["0001-first.sql": header + "create table public.one (id bigint);"])
            defer { remove(before, after) }
            _ = try await migrator(database, try MigrationFiles(folder: before)).migrate()
            await #expect(throws: MigrationError.edited(version: 1, name: "first")) {
                try await migrator(database, try MigrationFiles(folder: after)).migrate()
            }
        }
    }

    @Test func `a database that is further than the program is left as it is`() async throws {
        try await withMigratedDatabase { database async throws in
            let older = try folder(from: try MigrationFiles(root: repositoryRoot).all.dropLast())
            defer { remove(older) }
            let made = try await migrator(database, try MigrationFiles(folder: older)).migrate()
            #expect(made.isEmpty)
        }
    }

    @Test func `a database that lacks a step among later ones is refused`() async throws {
        try await withMigratedDatabase { database async throws in
            try await database.query("delete from public.schema_migrations where version = 2")
            await #expect(throws: MigrationError.gap(version: 2)) {
                try await migrator(database, try MigrationFiles(root: repositoryRoot)).migrate()
            }
        }
    }

    private func migrator(_ database: Database, _ files: MigrationFiles) -> Migrator { Migrator(database, files, logger: .silent) }
}

/// Writes a folder of migrations.
func folder(_ files: [String: String]) throws -> String {
    let path = temporaryPath("migrations")
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    for (name, text) in files { try Data(text.utf8).write(to: URL(filePath: path + "/" + name)) }
    return path
}

func folder(from migrations: some Sequence<Migration>) throws -> String {
    try folder(
        Dictionary(
            uniqueKeysWithValues: migrations.map {
                ("\(String(repeating: "0", count: 4 - String($0.version).count))\($0.version)-\($0.name).sql", $0.script)
            }))
}

func remove(_ folders: String...) {
    for folder in folders { try? FileManager.default.removeItem(atPath: folder) }
}
