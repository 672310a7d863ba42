import FoundationEssentials
import Shared
import Testing

@Suite struct ProducersTests {
    @Test func `a producer has a picture, and what is listed of theirs in all markets`() async throws {
        try await withCoOp { coOp async throws in
            let (veg, larder) = (try await coOp.market(), try await coOp.market("larder"))
            let picture = Picture(address: "/farm.jpg", alternative: "A farm", width: 4, height: 3)
            let draft = ProducerDraft(
                of: .imported(ExternalReference(system: "demo", key: "farm")), slug: try slug("farm"), name: "Farm", about: "Sheep",
                place: "Top", picture: picture)
            let farm = try await coOp.save(draft)
            #expect(try await coOp.save(draft).change == .unchanged)
            let idle = try await coOp.save(ProducerDraft(of: .new, slug: try slug("idle"), name: "Idle")).id
            for (name, market) in [("leek", veg), ("apple", veg), ("jam", larder), ("gone", veg), ("draft", veg)] {
                let product = try await coOp.save(.simple(name, in: market, producer: farm.id)).id
                if name != "draft" { try await coOp.set(.listed, of: product) }
                if name == "gone" { try await coOp.set(.withdrawn, of: product) }
            }
            let expected = Producer(
                id: farm.id, slug: draft.slug, name: "Farm", about: "Sheep", place: "Top", picture: picture, version: .first)
            #expect(try await coOp.producers.all() == [ProducerSummary(producer: expected, products: 3)])
            let detail = try #require(try await coOp.producers.producer(slug("farm"), PageRequest(1, size: 2)))
            #expect(detail.producer == expected && detail.products.total == 3)
            #expect(detail.products.items.map(\.slug.value) == ["jam", "apple"])
            let rest = try #require(try await coOp.producers.producer(slug("farm"), PageRequest(2, size: 2)))
            #expect(rest.products.items.map(\.slug.value) == ["leek"])
            let none = try #require(try await coOp.producers.producer(slug("idle"), PageRequest()))
            #expect(none.producer.id == idle && none.products.items.isEmpty && none.products.total == 0)
            #expect(try await coOp.producers.producer(slug("nobody"), PageRequest()) == nil)
            #expect(try await coOp.markets.product(slug("leek"), in: slug("veg"))?.producer == expected)
        }
    }

    @Test func `a picture that changed is saved, and one that is too long is refused`() async throws {
        try await withCoOp { coOp async throws in
            let farm = try await coOp.save(ProducerDraft(of: .new, slug: try slug("farm"), name: "Farm")).id
            func draft(_ address: String) throws -> ProducerDraft {
                ProducerDraft(
                    of: .existing(farm), slug: try slug("farm"), name: "Farm", picture: Picture(address: address, alternative: "A"))
            }
            #expect(try await coOp.save(draft("/a.jpg")).change == .updated)
            #expect(try await coOp.producers.producer(slug("farm"), PageRequest())?.producer.picture?.address == "/a.jpg")
            await #expect(throws: CatalogueError.invalid(field: "picture")) {
                try await coOp.save(draft("/" + String(repeating: "x", count: 2000)))
            }
        }
    }

    @Test(arguments: ["assets", "internal", "pictures", "producers", "products", "search"])
    func `no market takes an address that is a page's`(name: String) async throws {
        try await withCoOp { coOp async throws in
            await #expect(throws: CatalogueError.slugReserved(try slug(name))) { _ = try await coOp.market(name) }
        }
    }
}
