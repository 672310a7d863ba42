import FoundationEssentials
import Shared
import SharedServices

extension CoOp {
    var search: any Search { PostgresSearch(database) }

    /// The best of what `text` finds.
    func found(_ text: String, atMost limit: Int = 20, isBrief: Bool = false) async throws -> SearchFindings {
        try await search.best(SearchWords(text), at: .now, atMost: limit, isBrief: isBrief)
    }

    /// A published post.
    @discardableResult
    func told(
        _ text: String, title: String, _ plain: String = "", excerpt: String? = nil, kind: Post.Kind = .post,
        access: Post.Access = .everyone, tags: [ID<Tag>] = [], authors: [ID<Author>] = []
    ) async throws -> ID<Post> {
        let saved = try await save(
            .short(
                text, kind: kind, title: title, excerpt: excerpt, body: "<p class=\"markup\">\(plain)</p>", plainText: plain,
                access: access,
                tags: tags, authors: authors))
        try await publish(slug(text))
        return saved.id
    }

    /// A product for sale.
    @discardableResult
    func sold(
        _ text: String, name: String, about: String = "", in market: ID<Market>, by producer: ID<Producer>? = nil
    ) async throws -> ID<Product> {
        let draft = ProductDraft(
            of: .new, market: market, producer: producer, slug: try slug(text), name: name, about: SanitizedHTML(alreadySanitized: about),
            variants: [VariantDraft(price: Money(minorUnits: 420, currency: .gbp))])
        let id = try await save(draft).id
        try await set(.listed, of: id)
        return id
    }

    /// An entry of two hours that begins at noon, `days` from today.
    @discardableResult
    func planned(_ title: String, in calendar: ID<EventCalendar>, days: Int, place: String? = nil, about: String = "") async throws -> ID<
        Entry
    > {
        let day = Date.now(plusDays: Double(days)).formatted(.iso8601).prefix(10)
        return try await save(
            EntryDraft(
                of: .new, calendar: calendar, title: title, about: SanitizedHTML(alreadySanitized: about), place: place,
                start: try local("\(day)T12:00"), end: try local("\(day)T14:00"), zone: "UTC")
        ).id
    }
}
