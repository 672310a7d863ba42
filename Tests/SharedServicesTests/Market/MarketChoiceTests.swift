import FoundationEssentials
import Shared
import SharedPostgres
import Testing

/// Finding, narrowing and ordering what a market has.
@Suite struct MarketChoiceTests {
    private func stalls(_ body: (CoOp) async throws -> Void) async throws {
        try await withCoOp { coOp async throws in
            let market = try await coOp.market()
            let farm = try await coOp.save(ProducerDraft(of: .new, slug: try slug("farm"), name: "Hill Farm")).id
            let mill = try await coOp.save(ProducerDraft(of: .new, slug: try slug("mill"), name: "Café Mühle")).id
            let wares: [(String, ID<Producer>?, Int64, Int?, UnitQuantity.Unit, Set<Label>, Bool)] = [
                ("cheese", farm, 900, 500, .grams, [.diet(.vegetarian), .contains(.milk)], true),
                ("eggs", farm, 200, 6, .pieces, [.diet(.vegetarian), .contains(.eggs)], false),
                ("oats", mill, 300, 1000, .grams, [.diet(.vegan), .diet(.organic), .contains(.gluten), .mayContain(.nuts)], false),
                ("wool", nil, 700, nil, .grams, [], false),
            ]
            for (name, producer, price, amount, unit, labels, isFeatured) in wares {
                let variant = VariantDraft(
                    price: Money(minorUnits: price, currency: .gbp), quantity: amount.flatMap { UnitQuantity($0, unit) })
                let draft = ProductDraft(
                    of: .new, market: market, producer: producer, slug: try slug(name), name: name.capitalized,
                    about: SanitizedHTML(alreadySanitized: name == "oats" ? "<p>Rolled for porridge.</p>" : ""), labels: labels,
                    isFeatured: isFeatured, variants: [variant])
                try await coOp.set(.listed, of: try await coOp.save(draft).id)
            }
            try await body(coOp)
        }
    }

    private func find(_ coOp: CoOp, _ choice: ProductChoice) async throws -> [String] {
        try #require(try await coOp.markets.market(slug("veg"), choice, PageRequest())).products.items.map(\.slug.value)
    }

    @Test func `words are looked for in names, producers and texts, and the last one may be begun`() async throws {
        try await stalls { coOp async throws in
            for (text, found) in [
                ("che", ["cheese"]), ("hill farm", ["cheese", "eggs"]), ("muhle", ["oats"]), ("CAFÉ por", ["oats"]),
                ("porridge oats", ["oats"]),
                ("hill oats", []), ("'; drop table market.products; --", []),
            ] {
                #expect(try await find(coOp, ProductChoice(words: SearchWords(text))) == found, "\(text)")
            }
            // Words that say nothing narrow nothing.
            for nothing in [" \u{202E} ", "🥖"] { #expect(try await find(coOp, ProductChoice(words: SearchWords(nothing))).count == 4) }
        }
    }

    @Test func `looking for words may take as long as a search may, and is given up then`() async throws {
        try await stalls { coOp async throws in
            try await coOp.database.withConnection {
                try await $0.runScript(
                    """
                    create or replace function public.search_query(complete text, last text) returns tsquery language plpgsql as $$
                    begin
                        if num_nonnulls(complete, last) = 0 then return null; end if;
                        if current_setting('statement_timeout') <> '2s' then
                            raise exception 'it may take %', current_setting('statement_timeout');
                        end if;
                        return 'oat'::tsquery;
                    end $$
                    """)
            }
            #expect(try await find(coOp, ProductChoice(words: SearchWords("whatever"))) == ["oats"])
            #expect(try await find(coOp, ProductChoice()).count == 4)
        }
    }

    @Test func `diets are all suited, allergens all left out, also where they only may be, and producers are any of those chosen`()
        async throws
    {
        try await stalls { coOp async throws in
            #expect(try await find(coOp, ProductChoice(diets: [.vegan, .organic])) == ["oats"])
            #expect(try await find(coOp, ProductChoice(diets: [.vegan, .vegetarian])).isEmpty)
            #expect(try await find(coOp, ProductChoice(freeOf: [.milk])) == ["eggs", "oats", "wool"])
            #expect(try await find(coOp, ProductChoice(freeOf: [.milk, .nuts])) == ["eggs", "wool"])
            #expect(try await find(coOp, ProductChoice(producers: [slug("farm"), slug("mill")])) == ["cheese", "eggs", "oats"])
            #expect(try await find(coOp, ProductChoice(producers: [slug("nobody")])).isEmpty)
        }
    }

    @Test func `every filter says how many it would leave beside the others`() async throws {
        try await stalls { coOp async throws in
            let all = try #require(try await coOp.markets.market(slug("veg"), ProductChoice(), PageRequest())).counts
            #expect(all.all == 4 && all.diets == [.vegetarian: 2, .vegan: 1, .organic: 1])
            #expect(all.freeOf == [.milk: 3, .eggs: 3, .gluten: 3, .nuts: 3])
            #expect(all.producers.map(\.name) == ["Café Mühle", "Hill Farm"] && all.producers.map(\.products) == [1, 2])
            let choice = ProductChoice(diets: [.vegetarian], freeOf: [.milk], producers: [try slug("mill"), try slug("farm")])
            let some = try #require(try await coOp.markets.market(slug("veg"), choice, PageRequest()))
            #expect(some.products.total == 1 && some.counts.all == 4 && some.counts.diets == [.vegetarian: 1])
            #expect(some.counts.freeOf == [.milk: 1, .eggs: 0, .gluten: 1, .nuts: 1])
            #expect(some.counts.producers.map(\.products) == [0, 1])
            // Beyond the last page the counts are there, too.
            let beyond = try #require(try await coOp.markets.market(slug("veg"), choice, PageRequest(9)))
            #expect(beyond.products.items.isEmpty && beyond.products.total == 1 && beyond.counts == some.counts)
        }
    }

    @Test(arguments: [
        (ProductOrder.suggested, ["cheese", "eggs", "oats", "wool"]), (.name, ["cheese", "eggs", "oats", "wool"]),
        (.price, ["eggs", "oats", "wool", "cheese"]), (.unitPrice, ["oats", "cheese", "eggs", "wool"]),
        (.newest, ["wool", "oats", "eggs", "cheese"]),
    ])
    func `products stand in the order that is asked for`(order: ProductOrder, found: [String]) async throws {
        try await stalls { coOp async throws in #expect(try await find(coOp, ProductChoice(order: order)) == found) }
    }

    @Test func `beside a product stand those of its producer and others of its market`() async throws {
        try await stalls { coOp async throws in
            let beside = try await coOp.markets.beside(slug("cheese"), in: slug("veg"), limit: 4)
            #expect(beside.ofProducer.map(\.slug.value) == ["eggs"] && beside.inMarket.map(\.slug.value) == ["oats", "wool"])
            #expect(try await coOp.markets.beside(slug("wool"), in: slug("veg"), limit: 1).inMarket.map(\.slug.value) == ["cheese"])
            #expect(try await coOp.markets.beside(slug("none"), in: slug("veg"), limit: 4) == ProductsBeside(ofProducer: [], inMarket: []))
        }
    }

    @Test func `five thousand products are listed, narrowed and counted by looking at each once`() async throws {
        try await withCoOp { coOp async throws in
            let market = try await coOp.market()
            let farm = try await coOp.save(ProducerDraft(of: .new, slug: try slug("farm"), name: "Hill Farm")).id
            try await coOp.database.query(
                """
                insert into market.products (id, market_id, producer_id, slug, name, status, labels)
                select gen_random_uuid(), \(market), \(farm), 'p' || n, 'Product ' || n, 'listed',
                    case when n % 2 = 0 then '{diet:vegan}'::text[] else '{contains:milk,may-contain:nuts}'::text[] end
                from generate_series(1, 5000) n
                """)
            try await coOp.database.query(
                """
                insert into market.variants (id, product_id, position, name, price, quantity, unit)
                select gen_random_uuid(), p.id, v, 'v' || v, 100 + v, 500, 'g' from market.products p cross join generate_series(0, 2) v
                """)
            try await coOp.database.query("analyze")
            for order in ProductOrder.allCases {
                let choice = ProductChoice(words: SearchWords("prod"), diets: [.vegan], freeOf: [.milk], order: order)
                let start = ContinuousClock.now
                let detail = try #require(try await coOp.markets.market(slug("veg"), choice, PageRequest(100, size: 24)))
                #expect(detail.products.total == 2500 && detail.products.items.count == 24 && detail.counts.all == 5000)
                #expect(detail.counts.freeOf == [.milk: 2500, .nuts: 2500] && detail.counts.producers.map(\.products) == [2500])
                // Some tens of milliseconds; a plan that looks for each product anew would take many seconds.
                #expect(ContinuousClock.now - start < .seconds(3), "\(order)")
            }
        }
    }
}
