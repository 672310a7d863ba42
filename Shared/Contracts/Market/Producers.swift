/// Reads who grows, bakes and makes.
package protocol Producers: Sendable {
    /// Everybody of whom something is listed, by name.
    func all() async throws -> [ProducerSummary]
    /// A producer and part of what is listed of theirs in all markets, by market and name. Nil when there is none of that slug.
    func producer(_ slug: Slug, _ page: PageRequest) async throws -> ProducerDetail?
}

/// A producer in a list.
package struct ProducerSummary: Sendable, Codable, Equatable {
    package let producer: Producer
    /// How many of their products are listed.
    package let products: Int

    package init(producer: Producer, products: Int) {
        self.producer = producer
        self.products = products
    }
}

/// A producer and part of their products.
package struct ProducerDetail: Sendable, Codable, Equatable {
    package let producer: Producer
    package let products: Listing<ProductSummary>

    package init(producer: Producer, products: Listing<ProductSummary>) {
        self.producer = producer
        self.products = products
    }
}
