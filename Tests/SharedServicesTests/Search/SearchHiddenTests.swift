import FoundationEssentials
import Shared
import SharedPostgres
import SharedServices
import Support
import Testing

/// What is not for everybody's eyes is not found, by nothing that it says.
struct SearchHiddenTests {
    @Test func `A reader finds no draft, nothing scheduled and nothing withdrawn`() async throws {
        try await withCoOp { coop in
            try await coop.save(PostDraft.short("draft", title: "Samphire draft", plainText: "samphire"))
            try await coop.save(PostDraft.short("later", title: "Samphire later", plainText: "samphire"))
            try await coop.schedule(slug("later"), for: .now(plusDays: 3))
            try await coop.told("gone", title: "Samphire gone", "samphire")
            try await coop.unpublish(slug("gone"))
            let market = try await coop.market()
            let product = try await coop.sold("samphire", name: "Samphire", in: market)
            try await coop.set(.withdrawn, of: product)
            try await coop.save(ProductDraft.simple("samphire-draft", in: market))
            #expect(try await coop.found("samphire").total == 0)
            try await coop.set(.listed, of: product)
            #expect(try await coop.found("samphire").total == 1)
        }
    }

    @Test func `What has no variant on offer takes no place from what has one`() async throws {
        try await withCoOp { coop in
            let market = try await coop.market()
            let hidden = try await coop.sold("samphire", name: "Samphire", in: market)
            try await coop.sold("pickle", name: "A pickle with samphire", in: market)
            try await coop.database.query("update market.variants set is_offered = false where product_id = \(hidden)")
            let found = try await coop.found("samphire")
            #expect(found.total == 1 && found.products.items.map(\.slug.value) == ["pickle"])
        }
    }

    @Test func `A members' post is found by its title and excerpt, never by its text, and shows none of it`() async throws {
        try await withCoOp { coop in
            try await coop.told(
                "members", title: "The accounts", "Sixteen thousand pounds of debt.", excerpt: "For the meeting.", access: .members)
            try await coop.told("bare", title: "The minutes", "Sixteen raised hands.", access: .members)
            #expect(try await coop.found("sixteen").total == 0)
            #expect(try await coop.found("debt").total == 0)
            for word in ["accounts", "meeting", "minutes"] {
                let hit = try #require(try await coop.found(word).posts.items.first, "\(word)")
                #expect(!hit.excerpt.plain.contains("ixteen") && hit.access == .members)
            }
            // What was for everybody and is for members now is not left in the index.
            let saved = try await coop.save(PostDraft.short("opened", title: "Opened", plainText: "Marrowfat"))
            try await coop.publish(slug("opened"))
            #expect(try await coop.found("marrowfat").total == 1)
            try await coop.save(
                PostDraft.short("opened", of: .existing(saved.id), title: "Opened", plainText: "Marrowfat", access: .members))
            #expect(try await coop.found("marrowfat").total == 0)
        }
    }

    @Test func `A tag or an author of whom nothing is published is not found, nor is a tag for editors`() async throws {
        try await withCoOp { coop in
            let tag = try await coop.save(TagDraft(of: .new, slug: slug("cider"), name: "Cider")).id
            let inner = try await coop.save(TagDraft(of: .new, slug: slug("inner"), name: "Perry", isInternal: true)).id
            let author = try await coop.save(AuthorDraft(of: .new, slug: slug("maya"), name: "Maya Holm")).id
            try await coop.save(PostDraft.short("post", tags: [tag, inner], authors: [author]))
            #expect(try await coop.found("cider").total == 0)
            #expect(try await coop.found("maya").total == 0)
            try await coop.publish(slug("post"))
            #expect(try await coop.found("cider").collections.items.map(\.kind) == [.tag])
            #expect(try await coop.found("maya").collections.items.map(\.kind) == [.author])
            #expect(try await coop.found("perry").total == 0)
        }
    }
}
