import SharedServices
import Support
import Testing

@Suite struct MigrationFileTests {
    private let good = "-- Why: a test.\n-- compatible_from: 1\nselect 1;\n"

    @Test func `a file says its version, its name and the code that it still works with`() throws {
        let migration = try Migration(file: "0007-a-name.sql", bytes: Array("-- Why: a test.\n-- compatible_from: 5\nselect 1;".utf8))
        #expect(migration.version == 7 && migration.name == "a-name" && migration.compatibleFrom == 5)
        #expect(migration.checksum.count == 32)
    }

    @Test(arguments: ["1-name.sql", "0001name.sql", "0000-name.sql", "00x1-name.sql", "-0001-name.sql"])
    func `a file with another name is refused`(name: String) {
        #expect(throws: MigrationFileError.misnamed(name)) { try Migration(file: name, bytes: Array(good.utf8)) }
    }

    @Test(arguments: [
        "select 1;", "-- compatible_from: 1\nselect 1;", "-- Why: a test.\nselect 1;\n-- compatible_from: 1",
        "-- Why: a test.\n-- compatible_from: 2\nselect 1;", "-- Why: a test.\n-- compatible_from: 0\n",
        "-- Why: a test.\n-- compatible_from: x\n",
    ])
    func `a file without a reason, or without an honest compatible_from, is refused`(text: String) {
        #expect(throws: MigrationFileError.header("0001-name.sql")) { try Migration(file: "0001-name.sql", bytes: Array(text.utf8)) }
    }

    @Test func `a file that is not UTF-8 is refused`() {
        #expect(throws: MigrationFileError.header("0001-name.sql")) {
            try Migration(file: "0001-name.sql", bytes: Array(good.utf8) + [0xFF])
        }
    }

    @Test(arguments: ["begin;", "  COMMIT;", "rollback;"])
    func `a file that ends its own transaction is refused`(line: String) {
        #expect(throws: MigrationFileError.transactionControl("0001-name.sql")) {
            try Migration(file: "0001-name.sql", bytes: Array((good + line + "\n").utf8))
        }
    }

    @Test func `numbers go up by one`() throws {
        let gap = try folder(["0001-a.sql": good, "0003-b.sql": good])
        let twice = try folder(["0001-a.sql": good, "0001-b.sql": good])
        defer { remove(gap, twice) }
        #expect(throws: MigrationFileError.numbering(expected: 2, found: "0003-b.sql")) { try MigrationFiles(folder: gap) }
        #expect(throws: MigrationFileError.numbering(expected: 2, found: "0001-b.sql")) { try MigrationFiles(folder: twice) }
    }

    @Test func `a folder that is not there, or is empty, is named`() throws {
        let empty = try folder([:])
        defer { remove(empty) }
        #expect(throws: MigrationFileError.noFolder(empty)) { try MigrationFiles(folder: empty) }
        #expect(throws: MigrationFileError.noFolder("/nowhere/Shared/Migrations/sql")) { try MigrationFiles(root: "/nowhere") }
    }

    @Test func `the last file is the version that the code needs`() throws {
        #expect(try MigrationFiles(root: repositoryRoot).all.last?.version == Schema.version)
    }
}
