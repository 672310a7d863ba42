package import FoundationEssentials

/// A post or a page that was found.
package struct PostHit: Sendable, Codable, Equatable {
    package let kind: Post.Kind
    package let slug: Slug
    package let title: MarkedText
    /// Where the words are, or else what its list shows; empty when nothing was asked for, or a members' post has nothing to show.
    package let excerpt: MarkedText
    package let picture: Picture?
    package let publishedAt: Date
    package let access: Post.Access

    package init(
        kind: Post.Kind, slug: Slug, title: MarkedText, excerpt: MarkedText, picture: Picture?, publishedAt: Date, access: Post.Access
    ) {
        self.kind = kind
        self.slug = slug
        self.title = title
        self.excerpt = excerpt
        self.picture = picture
        self.publishedAt = publishedAt
        self.access = access
    }
}

/// A product that was found.
package struct ProductHit: Sendable, Codable, Equatable {
    package let slug: Slug
    package let market: NamedSlug
    package let name: MarkedText
    package let producer: MarkedText?
    /// Where the words are in what it says about itself; empty when they are not there.
    package let excerpt: MarkedText
    package let picture: Picture?
    /// Of the cheapest variant.
    package let price: Money
    package let unitPrice: UnitPrice?
    package let hasVariants: Bool

    package init(
        slug: Slug, market: NamedSlug, name: MarkedText, producer: MarkedText?, excerpt: MarkedText, picture: Picture?, price: Money,
        unitPrice: UnitPrice?, hasVariants: Bool
    ) {
        self.slug = slug
        self.market = market
        self.name = name
        self.producer = producer
        self.excerpt = excerpt
        self.picture = picture
        self.price = price
        self.unitPrice = unitPrice
        self.hasVariants = hasVariants
    }
}

/// An entry of a calendar that was found.
package struct EntryHit: Sendable, Codable, Equatable {
    package let id: ID<Entry>
    package let calendar: NamedSlug
    package let title: MarkedText
    package let place: MarkedText?
    /// Where the words are in what it says about itself; empty when they are not there.
    package let excerpt: MarkedText
    package let start: LocalTime
    package let end: LocalTime
    package let zone: String
    package let startsAt: Date
    package let status: EntryStatus
    package let isOver: Bool

    package init(
        id: ID<Entry>, calendar: NamedSlug, title: MarkedText, place: MarkedText?, excerpt: MarkedText, start: LocalTime, end: LocalTime,
        zone: String, startsAt: Date, status: EntryStatus, isOver: Bool
    ) {
        self.id = id
        self.calendar = calendar
        self.title = title
        self.place = place
        self.excerpt = excerpt
        self.start = start
        self.end = end
        self.zone = zone
        self.startsAt = startsAt
        self.status = status
        self.isOver = isOver
    }
}

/// What leads to several things, and was found by its name.
package struct CollectionHit: Sendable, Codable, Equatable {
    package let kind: Kind
    package let slug: Slug
    package let name: MarkedText

    /// The raw value is as the database says it.
    package enum Kind: String, Sendable, Codable {
        case tag, author, producer, market, calendar
    }

    package init(kind: Kind, slug: Slug, name: MarkedText) {
        self.kind = kind
        self.slug = slug
        self.name = name
    }
}
