import SharedPostgres
import Support
import Testing

@Suite struct StatementTests {
    @Test func `a statement answers rows that are read by column name`() async throws {
        try await withTestDatabase { database in
            let slug = "leek-soup"
            let rows = try await database.query("select \(slug)::text as slug, \(41)::int8 + 1 as answer, null::text as nothing")
            let row = try #require(rows.first)
            let (read, answer, nothing): (String, Int, String?) = (try row["slug"], try row["answer"], try row["nothing"])
            #expect(read == slug && answer == 42 && nothing == nil)
            #expect(rows.affected == 1)
        }
    }
}
