import FoundationEssentials
import Shared
import SharedServices
import Support
import Testing

/// What a thing is known by stands in other rows, and is kept beside it.
struct SearchNamesTests {
    @Test func `Posts are found by their tags and authors, as these are called now`() async throws {
        try await withCoOp { coop in
            let tag = try await coop.save(TagDraft(of: .new, slug: slug("cider"), name: "Cider")).id
            let author = try await coop.save(AuthorDraft(of: .new, slug: slug("maya"), name: "Maya Holm")).id
            let post = try await coop.told("post", title: "Pressing", tags: [tag], authors: [author])
            #expect(try await coop.found("pressing cider maya").posts.total == 1)
            try await coop.save(TagDraft(of: .existing(tag), slug: slug("cider"), name: "Apples"))
            try await coop.save(AuthorDraft(of: .existing(author), slug: slug("maya"), name: "Omar Reyes"))
            #expect(try await coop.found("cider").posts.total == 0)
            #expect(try await coop.found("apple omar").posts.total == 1)
            try await coop.save(TagDraft(of: .existing(tag), slug: slug("cider"), name: "Apples", isInternal: true))
            #expect(try await coop.found("apple").posts.total == 0)
            try await coop.save(PostDraft.short("post", of: .existing(post), title: "Pressing"))
            #expect(try await coop.found("omar").posts.total == 0)
        }
    }

    @Test func `Products are found by their producer, as it is called now`() async throws {
        try await withCoOp { coop in
            let market = try await coop.market()
            let holm = try await coop.save(ProducerDraft(of: .new, slug: slug("holm"), name: "Holm Bakery", place: "Fell Side")).id
            try await coop.sold("sourdough", name: "Sourdough", in: market, by: holm)
            let found = try await coop.found("holm sour")
            #expect(found.products.items.first?.producer?.parts.first == .init("Holm", isMarked: true))
            #expect(try await coop.found("holm").collections.items.map(\.kind) == [.producer])
            #expect(try await coop.found("fell side").collections.total == 1)
            try await coop.save(ProducerDraft(of: .existing(holm), slug: slug("holm"), name: "Mill Bakery"))
            #expect(try await coop.found("holm sour").products.total == 0)
            #expect(try await coop.found("mill sour").products.total == 1)
        }
    }

    @Test func `What is coming stands before what was, and what is cancelled says so`() async throws {
        try await withCoOp { coop in
            let calendar = try await coop.calendar()
            try await coop.planned("Candle evening", in: calendar, days: -9)
            try await coop.planned("Candle evening", in: calendar, days: -2)
            let off = try await coop.planned("Candle evening", in: calendar, days: 3, place: "The blue door")
            try await coop.planned("Candle evening", in: calendar, days: 12)
            try await coop.planned("Soup", in: calendar, days: 1, about: "By candle light.")
            try await coop.cancel(off)
            let hits = try await coop.found("candle").entries.items
            #expect(hits.map(\.isOver) == [false, false, false, true, true])
            #expect(hits.map(\.title.plain) == ["Candle evening", "Candle evening", "Soup", "Candle evening", "Candle evening"])
            #expect(hits.map(\.startsAt).prefix(2).sorted() == Array(hits.map(\.startsAt).prefix(2)))
            #expect(hits.first?.status == .cancelled && hits[3].startsAt > hits[4].startsAt)
            #expect(try await coop.found("blue door").entries.total == 1)
            #expect(try await coop.found("hall").collections.items.map(\.kind) == [.calendar])
        }
    }
}
