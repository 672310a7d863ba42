import FoundationEssentials
import Shared
import Testing

@Suite struct CatalogueTests {
    @Test func `saving again changes nothing, and then only what changed`() async throws {
        try await withCoOp { coOp async throws in
            let demo = ExternalReference(system: "demo", key: "veg")
            let draft = MarketDraft(of: .imported(demo), slug: try slug("veg"), name: "Vegetables")
            let market = try await coOp.save(draft)
            #expect(market.change == .created)
            #expect(try await coOp.save(draft).change == .unchanged)
            let farm = ProducerDraft(of: .imported(demo), slug: try slug("farm"), name: "Farm")
            let producer = try await coOp.save(farm)
            #expect(try await coOp.save(farm).change == .unchanged)
            let leek = try ProductDraft.simple("leek", of: .imported(demo), in: market.id, producer: producer.id, labels: [.diet(.vegan)])
            let product = try await coOp.save(leek)
            #expect(try await coOp.save(leek) == Saved(id: product.id, version: .first, change: .unchanged))
            let dearer = try ProductDraft.simple(
                "leek", of: .imported(demo), in: market.id, producer: producer.id, price: 275, labels: [.diet(.vegan)])
            #expect(try await coOp.save(dearer) == Saved(id: product.id, version: Version(2), change: .updated))
            #expect(try await coOp.kinds(of: .product(product.id)) == [.productChanged, .productChanged])
            #expect(try await coOp.kinds(of: .market(market.id)) == [.marketAdded])
            #expect(try await coOp.kinds(of: .producer(producer.id)) == [.producerChanged])
        }
    }

    @Test func `a product is added when it is listed first, and its activities say what else shows it`() async throws {
        try await withCoOp { coOp async throws in
            let page = ID<Post>()
            let market = try await coOp.market(container: page)
            let producer = try await coOp.save(ProducerDraft(of: .new, slug: try slug("farm"), name: "Farm")).id
            let product = try await coOp.save(.simple("leek", in: market, producer: producer)).id
            #expect(try await coOp.set(.listed, of: product) == .updated)
            #expect(try await coOp.set(.listed, of: product) == .unchanged)
            try await coOp.set(.withdrawn, of: product)
            try await coOp.set(.listed, of: product)
            #expect(try await coOp.kinds(of: .product(product)) == [.productChanged, .productAdded, .productChanged, .productChanged])
            let history = try await coOp.activities.history(of: .product(product), limit: 10)
            #expect(history.map(\.visibility) == [.public, .private, .public, .private])
            #expect(history.first?.facts.related == [.market(market), .producer(producer), .post(page)])
            await #expect(throws: CatalogueError.impossible(from: .listed, to: .draft)) { try await coOp.set(.draft, of: product) }
            await #expect(throws: CatalogueError.notFound) { try await coOp.set(.listed, of: ID()) }
        }
    }

    @Test func `a variant keeps its id while its name stays, also when it was away`() async throws {
        try await withCoOp { coOp async throws in
            let market = try await coOp.market()
            let price = Money(minorUnits: 100, currency: .gbp)
            func offering(_ names: [String], of target: DraftOf<Product>) throws -> ProductDraft {
                ProductDraft(
                    of: target, market: market, slug: try slug("leek"), name: "Leek",
                    variants: names.map { VariantDraft(name: $0, price: price) })
            }
            let product = try await coOp.save(offering(["small", "large"], of: .new)).id
            try await coOp.set(.listed, of: product)
            let before = try #require(try await coOp.markets.product(slug("leek"), in: slug("veg"))).product.variants
            try await coOp.save(offering(["large", "huge"], of: .existing(product)))
            let between = try #require(try await coOp.markets.product(slug("leek"), in: slug("veg"))).product.variants
            #expect(between.map(\.name) == ["large", "huge"] && between.first?.id == before.last?.id)
            let gone = try await coOp.offers.offers(for: before.map(\.id))
            #expect(gone.filter(\.isForSale).map(\.variant.name) == ["large"] && gone.count == 2)
            try await coOp.save(offering(["small", "large"], of: .existing(product)))
            #expect(try await coOp.markets.product(slug("leek"), in: slug("veg"))?.product.variants == before)
        }
    }

    @Test func `slugs are taken in their market only`() async throws {
        try await withCoOp { coOp async throws in
            let (veg, bakery) = (try await coOp.market("veg"), try await coOp.market("bakery"))
            try await coOp.save(.simple("pie", in: veg))
            let pie = try await coOp.save(.simple("pie", in: bakery))
            let taken = CatalogueError.slugTaken(try slug("pie"))
            await #expect(throws: taken) { try await coOp.save(.simple("pie", in: veg)) }
            await #expect(throws: taken) { try await coOp.save(.simple("pie", of: .existing(pie.id), in: veg)) }
            await #expect(throws: CatalogueError.slugTaken(try slug("veg"))) {
                try await coOp.save(MarketDraft(of: .existing(bakery), slug: try slug("veg"), name: "B"))
            }
            await #expect(throws: CatalogueError.slugTaken(try slug("veg"))) { _ = try await coOp.market("veg") }
        }
    }

    @Test func `of two shopkeepers who save at the same time, one is told`() async throws {
        try await withCoOp { coOp async throws in
            let market = try await coOp.market()
            let product = try await coOp.save(.simple("leek", in: market))
            let outcomes = await withTaskGroup(of: (any Error)?.self) { group in
                for price in [300, 400] as [Int64] {
                    group.addTask {
                        do {
                            try await coOp.save(
                                .simple("leek", of: .existing(product.id, basedOn: product.version), in: market, price: price))
                            return nil
                        } catch { return error }
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(outcomes.compactMap { $0 as? CatalogueError } == [.changedMeanwhile(now: Version(2))])
        }
    }

    @Test func `what a draft refers to must be there, and its prices be the market's`() async throws {
        try await withCoOp { coOp async throws in
            let market = try await coOp.market()
            let (nowhere, nobody) = (ID<Market>(), ID<Producer>())
            await #expect(throws: CatalogueError.noSuchMarket(nowhere)) { try await coOp.save(.simple("leek", in: nowhere)) }
            await #expect(throws: CatalogueError.noSuchProducer(nobody)) {
                try await coOp.save(.simple("leek", in: market, producer: nobody))
            }
            await #expect(throws: CatalogueError.notFound) { try await coOp.save(.simple("leek", of: .existing(ID()), in: market)) }
            for draft in try [
                ProductDraft.simple("leek", in: market, currency: .eur), .simple("leek", in: market, price: -1),
                .simple("leek", in: market, price: 100_000_001),
                ProductDraft(of: .new, market: market, slug: try slug("leek"), name: "Leek", variants: []),
                ProductDraft(
                    of: .new, market: market, slug: try slug("leek"), name: "Leek",
                    variants: [
                        VariantDraft(price: .init(minorUnits: 1, currency: .gbp)),
                        VariantDraft(price: .init(minorUnits: 2, currency: .gbp)),
                    ]
                ),
            ] {
                let error = await #expect(throws: CatalogueError.self) { try await coOp.save(draft) }
                guard case .invalidVariants = error else {
                    Issue.record("\(String(describing: error))")
                    continue
                }
            }
            await #expect(throws: CatalogueError.invalid(field: "name")) {
                try await coOp.save(ProducerDraft(of: .new, slug: try slug("x"), name: String(repeating: "x", count: 201)))
            }
        }
    }

    @Test func `a market's currency stays once it has products`() async throws {
        try await withCoOp { coOp async throws in
            let market = try await coOp.market()
            func inEuros() throws -> MarketDraft { MarketDraft(of: .existing(market), slug: try slug("veg"), name: "veg", currency: .eur) }
            #expect(try await coOp.save(inEuros()).change == .updated)
            try await coOp.save(.simple("leek", in: market, currency: .eur))
            await #expect(throws: CatalogueError.currencyFixed(.eur)) {
                try await coOp.save(MarketDraft(of: .existing(market), slug: try slug("veg"), name: "veg", currency: .gbp))
            }
        }
    }

    @Test func `an operator finds markets and products by slug, drafts too`() async throws {
        try await withCoOp { coOp async throws in
            let market = try await coOp.market()
            let product = try await coOp.save(.simple("leek", in: market)).id
            try await coOp.inTransaction { (transaction: borrowing Transaction) async throws in
                #expect(try await coOp.catalogue.market(slug("veg"), in: transaction) == market)
                #expect(try await coOp.catalogue.market(slug("none"), in: transaction) == nil)
                #expect(try await coOp.catalogue.product(slug("leek"), of: market, in: transaction) == product)
                #expect(try await coOp.catalogue.product(slug("none"), of: market, in: transaction) == nil)
            }
        }
    }
}
