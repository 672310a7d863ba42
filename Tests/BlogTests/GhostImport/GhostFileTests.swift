import Foundation
import Support
import Testing

@testable import Blog

@Suite struct GhostFileTests {
    /// Calls `body` with the path of a file that holds `text`.
    private func withFile(_ text: String, _ body: (String) throws -> Void) throws {
        let path = temporaryPath("ghost", ".json")
        try Data(text.utf8).write(to: URL(filePath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        try body(path)
    }

    @Test func `a file that is not there, or empty, is said to be`() throws {
        let missing = try #require(throws: GhostFileError.self) { try GhostFile.read("/nowhere/export.json") }
        #expect(missing.description.hasPrefix("/nowhere/export.json cannot be read"))
        try withFile("") { path in #expect(throws: GhostFileError.unreadable(path, "it is empty")) { try GhostFile.read(path) } }
    }

    @Test func `a folder is no export`() {
        #expect(throws: GhostFileError.self) { try GhostFile.read(FileManager.default.temporaryDirectory.path) }
    }

    @Test func `a malformed export says where`() throws {
        let whole = try GhostFixture.text("ghost-3")
        try withFile(String(whole.prefix(3000))) { path in
            let error = try #require(throws: GhostFileError.self) { try GhostFile.read(path) }
            #expect(error.description.contains(" is not JSON: line "))
            #expect(error.description.hasSuffix("Nothing was imported."))
        }
    }

    @Test(arguments: [
        "[]", "{}", "{\"db\": []}", "{\"db\": [{}]}", "{\"data\": []}", "\"db\"", "{\"db\": [{\"data\": {}}, {\"data\": {}}]}",
    ])
    func `JSON that is no export is refused`(text: String) throws {
        try withFile(text) { path in
            let error = try #require(throws: GhostFileError.self) { try GhostFile.read(path) }
            guard case .foreign = error else { throw error }
        }
    }

    @Test func `a file that is too large is refused before it is read`() throws {
        try withFile("{}") { path in
            // Its end is moved; nothing is written.
            #expect(truncate(path, GhostFile.maximumSize + 1) == 0)
            let error = try #require(throws: GhostFileError.self) { try GhostFile.read(path) }
            #expect(error.description.contains("may have 200 MB"))
        }
    }

    @Test func `an export with nothing in it is an export`() throws {
        try withFile("{\"data\": {\"posts\": []}}") { path in
            let export = try GhostFile.read(path)
            #expect(export.posts.isEmpty && export.users.isEmpty && export.menus.isEmpty)
        }
    }

    @Test func `a table that is no list is one broken row`() throws {
        try withFile("{\"data\": {\"posts\": \"gone\", \"tags\": [{\"id\": 7, \"name\": \"Growing\"}]}}") { path in
            let export = try GhostFile.read(path)
            guard case .broken(let error)? = export.posts.first else { throw Unexpected() }
            #expect(error.reason == "the table is no list")
            guard case .read(let tag)? = export.tags.first else { throw Unexpected() }
            #expect(tag.id == "7")
        }
    }

    @Test(arguments: [
        ("2025-01-31T08:00:00.250Z", 1_738_310_400.25), ("2025-01-31 08:00:00", 1_738_310_400), ("1738310400250", 1_738_310_400.25),
        ("2025-01-31T09:00:00+01:00", 1_738_310_400), ("2024-02-29", 1_709_164_800), ("1969-12-31T23:59:59Z", -1),
    ])
    func `moments are read as Ghost has written them`(text: String, seconds: Double) throws {
        #expect(try #require(GhostMoment.read(text)).timeIntervalSince1970 == seconds)
    }

    @Test(arguments: ["", "yesterday", "2025-13-01", "2025-01-01T25:00:00Z", "2025-1-1", "0000-00-00 00:00:00"])
    func `what is no moment is none`(text: String) {
        #expect(GhostMoment.read(text) == nil)
    }

    private struct Unexpected: Error {}
}
