import FoundationEssentials
import Shared
import Testing

@Suite struct ArchivesTests {
    /// Midday of a day in UTC, as 2026-03-31.
    private func day(_ text: String) throws -> Date { try Date(text + "T12:00:00Z", strategy: .iso8601) }

    @Test func `the archive knows each month that has posts, the latest first`() async throws {
        try await withCoOp { coOp async throws in
            for (name, day) in [("a", "2026-03-31"), ("b", "2026-03-01"), ("c", "2025-12-31"), ("d", "2026-04-01")] {
                try await coOp.save(.short(name))
                try await coOp.publish(slug(name), at: self.day(day))
            }
            try await coOp.save(.short("page", kind: .page))
            try await coOp.publish(slug("page"), at: day("2026-05-01"))
            try await coOp.save(.short("draft"))
            let months = try await coOp.archives.months()
            #expect(months.map(\.month.description) == ["2026-04", "2026-03", "2025-12"] && months.map(\.posts) == [1, 2, 1])
            let march = try await coOp.archives.posts(in: #require(Month("2026-03")), PageRequest(size: 1))
            #expect(march.items.map(\.slug.value) == ["a"] && march.total == 2)
            #expect(try await coOp.archives.posts(in: #require(Month("2026-02")), PageRequest()).total == 0)
            #expect(try await coOp.archives.posts(in: #require(Month("9999-12")), PageRequest()).total == 0)
        }
    }

    @Test func `around a post stand its writers, its neighbours in time, and what is most like it`() async throws {
        try await withCoOp { coOp async throws in
            let (maya, omar) = (
                try await coOp.save(AuthorDraft(of: .new, slug: slug("maya"), name: "Maya", about: "Bakes.")).id,
                try await coOp.save(AuthorDraft(of: .new, slug: slug("omar"), name: "Omar")).id
            )
            let (bread, leeks) = (
                try await coOp.save(TagDraft(of: .new, slug: slug("bread"), name: "Bread")).id,
                try await coOp.save(TagDraft(of: .new, slug: slug("leeks"), name: "Leeks")).id
            )
            try await coOp.published("oldest", daysAgo: 4, tags: [bread])
            let middle = try await coOp.published("middle", daysAgo: 3, tags: [bread, leeks], authors: [omar, maya])
            try await coOp.published("newest", daysAgo: 1, tags: [leeks, bread])
            try await coOp.published("unlike", daysAgo: 2)
            let page = try await coOp.published("a-page", kind: .page, daysAgo: 2.5)
            let around = try await coOp.archives.surroundings(of: middle)
            #expect(around.authors.map(\.name) == ["Omar", "Maya"] && around.authors.last?.about == "Bakes.")
            #expect(try around.older?.slug == slug("oldest"))
            #expect(try around.newer?.slug == slug("unlike"))
            #expect(around.related.map(\.slug.value) == ["newest", "oldest"])
            let alone = try await coOp.archives.surroundings(of: page)
            #expect(alone == PostSurroundings(authors: [], older: nil, newer: nil, related: []))
            #expect(try await coOp.archives.surroundings(of: ID()).related.isEmpty)
            #expect(try await coOp.archives.authors().map(\.author.name) == ["Maya", "Omar"])
        }
    }
}
