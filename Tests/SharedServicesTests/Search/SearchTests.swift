import FoundationEssentials
import Shared
import SharedServices
import Support
import Testing

struct SearchTests {
    @Test func `Every word must be there, in whatever form, and the last one may be begun`() async throws {
        try await withCoOp { coop in
            try await coop.told("baking", title: "Baking day", "We bake two hundred loaves.")
            try await coop.told("other", title: "Other things", "We loaf about.")
            #expect(try await coop.found("loaves baked").posts.items.map(\.slug.value) == ["baking"])
            #expect(try await coop.found("two hundred loa").posts.total == 1)
            #expect(try await coop.found("baki").posts.total == 1, "a word of a title is found while it is typed")
            #expect(try await coop.found("bake cheese").total == 0)
            #expect(try await coop.found("\"hundred two\"").total == 0)
            #expect(try await coop.found("\"two hundred\"").total == 1)
        }
    }

    @Test func `A title stands before a text, and the newer of two alike before the older`() async throws {
        try await withCoOp { coop in
            try await coop.told("text", title: "From the shed", "Honey, honey, and more honey.")
            try await coop.told("title", title: "Honey", "Of the moor.")
            #expect(try await coop.found("honey").posts.items.map(\.slug.value) == ["title", "text"])
        }
    }

    @Test func `Accents and inner punctuation count for nothing, and what is found is marked as it stands`() async throws {
        try await withCoOp { coop in
            try await coop.told("creme", title: "Crème fraîche", "It is made in the café at rose-ash.com every day.")
            let hit = try #require(try await coop.found("creme").posts.items.first)
            #expect(hit.title.parts == [.init("Crème", isMarked: true), .init(" fraîche")])
            #expect(try await coop.found("CAFÉ").posts.items.first?.excerpt.parts.first { $0.isMarked }?.text == "café")
            #expect(try await coop.found("rose ash com").posts.total == 1)
            #expect(try await coop.found("rose-ash.com").posts.total == 1)
        }
    }

    @Test func `A long text shows the place where the words are`() async throws {
        try await withCoOp { coop in
            let filling = Array(repeating: "Rain on the roof again.", count: 400).joined(separator: " ")
            try await coop.told(
                "long", title: "A diary", "\(filling) Then swallows came to the barn. \(filling)", excerpt: "A year in short.")
            let excerpt = try #require(try await coop.found("swallow").posts.items.first?.excerpt)
            #expect(excerpt.plain.contains("Then swallows came to the barn") && excerpt.plain.count < 300)
            #expect(excerpt.parts.filter(\.isMarked).map(\.text) == ["swallows"])
            #expect(excerpt.plain.hasPrefix("… ") && excerpt.plain.hasSuffix(" …"))
            #expect(try await coop.found("diary").posts.items.first?.excerpt.plain == "A year in short.")
            #expect(try await coop.found("diary", isBrief: true).posts.items.first?.excerpt.isEmpty == true)
        }
    }

    @Test func `Markup is not searched`() async throws {
        try await withCoOp { coop in
            try await coop.told("post", title: "A post", "Leeks.")
            let market = try await coop.market()
            try await coop.sold(
                "butter", name: "Butter", about: "<p class=\"nope\">Churned &amp; <a href=\"https://nope.example\">salted</a></p>",
                in: market)
            let calendar = try await coop.calendar()
            try await coop.planned("Fair", in: calendar, days: 2, about: "<strong class=\"nope\">Games</strong>")
            for word in ["markup", "nope", "class", "amp", "strong", "href"] { #expect(try await coop.found(word).total == 0, "\(word)") }
            #expect(try await coop.found("churned salted").products.items.first?.excerpt.plain.contains("Churned & salted") == true)
            #expect(try await coop.found("games").entries.total == 1)
        }
    }

    @Test func `Pages of one kind go on where the one before ended, and reach a hundred`() async throws {
        try await withCoOp { coop in
            let market = try await coop.market()
            for number in 1...7 { try await coop.sold("jam-\(number)", name: "Jam \(number)", in: market) }
            let best = try await coop.found("jam", atMost: 3)
            #expect(best.products.items.count == 3 && best.products.total == 7 && best.total == 7)
            var names: [String] = []
            for page in 1...3 {
                let part = try await coop.search.all(.products, SearchWords("jam"), at: .now, PageRequest(page, size: 3))
                #expect(part.posts.items.isEmpty)
                names += part.products.items.map(\.name.plain)
            }
            #expect(names == (1...7).map { "Jam \($0)" })
            #expect(try await coop.search.all(.products, SearchWords("jam"), at: .now, PageRequest(35, size: 3)).total == 0)
        }
    }
}
