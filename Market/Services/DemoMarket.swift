import Shared
import SharedHTML
import SharedInfrastructure

/// Fills the market with the demo co-op's stalls. Repeating it changes only what the file changed: everything bears a reference of the
/// demo. Pages that hold a market are the blog's; one that is not there leaves the market on its own.
struct DemoMarket {
    let transactions: any Transactions
    let catalogue: any Catalogue
    let posts: any Posts

    init(_ services: Services) throws {
        transactions = try services.require(\.transactions)
        catalogue = try services.require(\.catalogue)
        posts = try services.require(\.posts)
    }

    /// Answers how many products there are. Throws `OperatorError` for a file that is not as it should be.
    func load(_ content: DemoContent) async throws -> Int {
        let stalls = try content.decode(DemoStalls.self, from: "market.json")
        let containers = try await posts.pages(stalls.markets.compactMap(\.container))
        return try await transactions.run { (transaction: borrowing Transaction) in
            var markets: [Slug: ID<Shared.Market>] = [:]
            for stall in stalls.markets {
                let draft = MarketDraft(
                    of: reference(stall.slug), slug: stall.slug, name: stall.name, about: stall.about,
                    container: stall.container.flatMap { containers[$0] })
                markets[stall.slug] = try await catalogue.save(draft, in: transaction).id
            }
            var producers: [Slug: ID<Producer>] = [:]
            for maker in stalls.producers {
                let draft = ProducerDraft(
                    of: reference(maker.slug), slug: maker.slug, name: maker.name, about: maker.about, place: maker.place,
                    picture: maker.picture.map { content.picture($0, alternative: maker.alternative ?? "") })
                producers[maker.slug] = try await catalogue.save(draft, in: transaction).id
            }
            for ware in stalls.products {
                let saved = try await catalogue.save(try draft(ware, of: content, markets, producers), in: transaction)
                guard saved.change == .created else { continue }
                _ = try await catalogue.set(.listed, of: saved.id, in: transaction)
                if ware.withdrawn == true { _ = try await catalogue.set(.withdrawn, of: saved.id, in: transaction) }
            }
            return stalls.products.count
        }
    }

    private func draft(
        _ ware: DemoStalls.Ware, of content: DemoContent, _ markets: [Slug: ID<Shared.Market>], _ producers: [Slug: ID<Producer>]
    ) throws(OperatorError) -> ProductDraft {
        guard let market = markets[ware.market] else { throw OperatorError("\(ware.slug): there is no market \(ware.market)") }
        guard let producer = producers[ware.producer] else { throw OperatorError("\(ware.slug): there is no producer \(ware.producer)") }
        let labels = ware.labels.compactMap(Label.init(rawValue:))
        guard labels.count == ware.labels.count else { throw OperatorError("\(ware.slug): one of \(ware.labels) is no label") }
        var variants: [VariantDraft] = []
        for size in ware.variants { variants.append(try size.draft(of: ware.slug, in: .gbp)) }
        return ProductDraft(
            of: reference(ware.slug), market: market, producer: producer, slug: ware.slug, name: ware.name,
            about: HTMLSanitizer(policy: .prose).sanitize(ware.about),
            picture: content.picture(ware.picture, alternative: ware.alternative),
            labels: Set(labels), isFeatured: ware.featured ?? false, variants: variants)
    }

    private func reference<Entity>(_ slug: Slug) -> DraftOf<Entity> { .imported(ExternalReference(system: "demo", key: slug.value)) }
}
