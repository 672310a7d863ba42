import Shared
import SharedPostgres
import SharedServices
import Support
import Testing

@Suite struct SkeletonTests {
    @Test func `the database and the program see the same names as alike`() async throws {
        try await withCoOp { coOp async throws in
            var generator = SeededGenerator(seed: 18)
            let letters = Array("mmwwrnnvvil10o__ab")
            var names = ["_", "__", "___", "0", "1", "m", "rn", "_m_", "w__w", "vv"]
            for _ in 0..<3000 {
                names.append(
                    String((0..<Int.random(in: 1...12, using: &generator)).map { _ in letters.randomElement(using: &generator) ?? "a" }))
            }
            let rows = try await coOp.database.query(
                "select account.username_skeleton(name) as skeleton from unnest(\(names)::text[]) with ordinality as n (name, place) order by place"
            )
            for (name, row) in zip(names, rows) {
                let skeleton: String = try row["skeleton"]
                #expect(Username(name)?.skeleton == skeleton)
            }
            #expect(rows.count == names.count)
        }
    }

    @Test func `nobody takes a name that looks like another's`() async throws {
        try await withCoOp { coOp async throws in
            let omar = try await coOp.register("omar_bell", "omar@example.org")
            for (number, name) in ["0mar_bell", "ornar_bell", "omar__bell", "_omar_bell_", "omar_be1i", "omar_bell"].enumerated() {
                let taken = try #require(Username(name))
                await #expect(throws: PeopleError.usernameTaken(taken)) {
                    try await coOp.register(name, "other\(number)@example.org")
                }
            }
            await #expect(throws: PeopleError.addressTaken(omar.email)) { try await coOp.register("maya", "omar@example.org") }
            try await coOp.register("omarbell", "another@example.org")
        }
    }
}
