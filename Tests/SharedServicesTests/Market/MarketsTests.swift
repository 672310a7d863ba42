import FoundationEssentials
import Shared
import Testing

@Suite struct MarketsTests {
    @Test func `a shopper reads a product in full`() async throws {
        try await withCoOp { coOp async throws in
            let market = try await coOp.market()
            let farm = ProducerDraft(of: .new, slug: try slug("hill-farm"), name: "Hill Farm", about: "Sheep", place: "Hebden Bridge")
            let producer = try await coOp.save(farm).id
            let picture = Picture(address: "/cheese.jpg", alternative: "Cheese", width: 4, height: 3)
            let half = Money(minorUnits: 620, currency: .gbp)
            let draft = ProductDraft(
                of: .new, market: market, producer: producer, slug: try slug("cheese"), name: "Cheese",
                about: SanitizedHTML(alreadySanitized: "<p>Blue.</p>"), picture: picture,
                labels: [.diet(.vegetarian), .contains(.milk), .mayContain(.nuts)], isFeatured: true,
                variants: [
                    VariantDraft(name: "500 g", price: half, quantity: UnitQuantity(500, .grams)),
                    VariantDraft(name: "A piece", price: Money(minorUnits: 300, currency: .gbp)),
                ])
            let saved = try await coOp.save(draft)
            #expect(try await coOp.markets.product(slug("cheese"), in: slug("veg")) == nil)
            try await coOp.set(.listed, of: saved.id)

            let detail = try #require(try await coOp.markets.product(slug("cheese"), in: slug("veg")))
            #expect(detail.market == NamedSlug(slug: try slug("veg"), name: "veg"))
            #expect(
                detail.producer
                    == Producer(id: producer, slug: farm.slug, name: "Hill Farm", about: "Sheep", place: "Hebden Bridge", version: .first))
            let product = detail.product
            #expect(product.id == saved.id && product.market == market && product.producer == producer && product.version == Version(2))
            #expect(product.about == draft.about && product.picture == picture && product.labels == draft.labels)
            #expect(product.status == .listed && product.isFeatured)
            #expect(product.variants.map(\.name) == ["500 g", "A piece"])
            #expect(product.variants.first?.unitPrice?.description == "£12.40/kg")
            let summary = try #require(try await coOp.markets.summary(of: saved.id))
            #expect(summary.from.name == "A piece" && summary.variants == 2 && summary.labels == draft.labels)
            #expect(summary.producer == NamedSlug(slug: farm.slug, name: "Hill Farm") && summary.picture == picture)
            #expect(try await coOp.markets.product(slug("cheese"), in: slug("other")) == nil)
            #expect(try await coOp.markets.product(slug("other"), in: slug("veg")) == nil)
            #expect(try await coOp.markets.summary(of: ID()) == nil)
        }
    }

    @Test func `a market lists what is for sale, the featured first, part by part and by label`() async throws {
        try await withCoOp { coOp async throws in
            let page = ID<Post>()
            let market = try await coOp.market(container: page)
            try await coOp.listed("apple", in: market, labels: [.diet(.vegan)])
            try await coOp.listed("bread", in: market, labels: [.diet(.vegan), .contains(.gluten)])
            try await coOp.listed("cheese", in: market, isFeatured: true)
            let gone = try await coOp.listed("gone", in: market)
            try await coOp.set(.withdrawn, of: gone)
            try await coOp.save(.simple("draft", in: market))

            let detail = try #require(try await coOp.markets.market(slug("veg"), ProductChoice(), PageRequest(1, size: 2)))
            #expect(detail.market.container == page && detail.market.currency == .gbp && detail.market.version == .first)
            #expect(detail.products.items.map(\.slug.value) == ["cheese", "apple"] && detail.products.total == 3)
            #expect(try await coOp.markets.market(slug("none"), ProductChoice(), PageRequest()) == nil)
            // A withdrawn product keeps its page, and its card says so.
            #expect(try await coOp.markets.product(slug("gone"), in: slug("veg"))?.product.status == .withdrawn)
            #expect(try await coOp.markets.summary(of: gone)?.status == .withdrawn)
        }
    }

    @Test func `featured products are of all markets, or of those that a page holds`() async throws {
        try await withCoOp { coOp async throws in
            let page = ID<Post>()
            let (held, other) = (try await coOp.market("held", container: page), try await coOp.market("other"))
            try await coOp.listed("apple", in: held, isFeatured: true)
            try await coOp.listed("plain", in: held)
            try await coOp.listed("bread", in: other, isFeatured: true)
            #expect(try await coOp.markets.featured(in: nil, limit: 10).map(\.slug.value) == ["bread", "apple"])
            #expect(try await coOp.markets.featured(in: nil, limit: 1).count == 1)
            #expect(try await coOp.markets.featured(in: page, limit: 10).map(\.slug.value) == ["apple"])
            #expect(try await coOp.markets.featured(in: ID(), limit: 10).isEmpty)
        }
    }

    @Test func `markets are listed by name, all of them or those that a page holds`() async throws {
        try await withCoOp { coOp async throws in
            #expect(try await coOp.markets.all().isEmpty)
            let page = ID<Post>()
            _ = try await coOp.market("zest")
            let bakery = try await coOp.market("bakery", container: page)
            try await coOp.listed("bread", in: bakery)
            try await coOp.save(.simple("draft", in: bakery))
            #expect(try await coOp.markets.all().map(\.slug.value) == ["bakery", "zest"])
            let held = try await coOp.markets.markets(in: page)
            #expect(held == [MarketSummary(id: bakery, slug: try slug("bakery"), name: "bakery", about: "", products: 1, version: .first)])
        }
    }
}
