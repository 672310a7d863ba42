import FoundationEssentials
import Shared
import SharedPostgres
import SharedServices
import Support
import Testing

/// Nobody can type what makes a search fail.
struct SearchInputTests {
    @Test func `Whatever is typed is an answer`() async throws {
        try await withCoOp { coop in
            try await coop.told("post", title: "Bread’s <b>best</b> & “finest”", "Of rye, 3.5 kg, and oats at https://example.org/?a=1&b=2")
            let kept = [
                "", " ", "the", "the of and", "a", "!&|:*", "':*", "\\", "'", "''", "\"", "\"\"", "\"the\"", "or", "or or or", "-bread",
                "bread -rye",
                "bread:*", "bread & rye | !oats", "<-> bread", "%_", "\u{0}bread", "bread\u{0}", "½", "①", "ﷺ", "👩‍🌾", "e\u{301}", "\u{301}",
                "\u{D4E}\"", "\u{D4E}'", "שלום עולם", "مرحبا", "日本語", "\u{202E}drawkcab", String(repeating: "x", count: 300),
                String(repeating: "\u{301}", count: 300), "x'); drop table blog.posts; --", "$1", "{}", "[a-z]+", "(((((", "\\m", "1e999",
            ]
            for text in kept + HostileNames.all { _ = try await coop.found(text) }
            var random = SeededGenerator(seed: 7)
            let alphabet: [Character] = Array("ab'\"\\:*&|!()<>-%_ \u{0}\u{301}é½日🥖\u{E000}\u{200D}\u{AD}’“”or")
            for _ in 0..<300 {
                let length = Int.random(in: 1...30, using: &random)
                _ = try await coop.found(String((0..<length).map { _ in alphabet.randomElement(using: &random) ?? "a" }))
            }
            #expect(try await coop.found("bread rye").posts.total == 1)
        }
    }

    @Test func `What is shown is the text itself, whatever characters it has`() async throws {
        try await withCoOp { coop in
            for (number, name) in HostileNames.all.enumerated() {
                let title = "zebra \(name)"
                try await coop.told("post-\(number)", title: title, title)
                let hits = try await coop.search.all(.posts, SearchWords("zebra"), at: .now, PageRequest(size: 20)).posts.items
                let hit = try #require(hits.first { $0.slug.value == "post-\(number)" })
                #expect(hit.title.plain == title && hit.title.parts.first == .init("zebra", isMarked: true))
            }
        }
    }

    @Test func `Empty words ask the database nothing`() async throws {
        let nowhere = try Database(PostgresConfiguration(url: "postgresql://nobody@127.0.0.1:1/nothing"), logger: .silent)
        let search = PostgresSearch(nowhere)
        for text in ["", " \n", "!&|:*", "👩‍🌾"] {
            #expect(try await search.best(SearchWords(text), at: .now, atMost: 4, isBrief: false).total == 0)
            #expect(try await search.all(.posts, SearchWords(text), at: .now, PageRequest()).total == 0)
        }
        await nowhere.shutDown()
    }

    @Test func `A post of ten megabytes is saved, and found by its beginning`() async throws {
        try await withCoOp { coop in
            let words = (0..<900_000).map { "w\($0)" }.joined(separator: " ")
            try await coop.told("vast", title: "Vast", String(words.prefix(5_000_000)))
            #expect(try await coop.found("w17").posts.total == 1)
        }
    }
}
