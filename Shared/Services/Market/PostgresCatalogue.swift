package import Shared
import SharedPostgres

/// ``Catalogue`` over PostgreSQL.
package struct PostgresCatalogue: Catalogue {
    let activities: any Activities

    /// Records what changes with `activities`.
    package init(recording activities: any Activities) { self.activities = activities }

    package func set(_ status: ProductStatus, of product: ID<Product>, in transaction: borrowing Transaction) async throws -> Change {
        let connection = try transaction.connection
        let found = try await connection.query("select status from market.products where id = \(product) for update").first
        guard let found else { throw CatalogueError.notFound }
        let current: ProductStatus = try found["status"]
        guard current != status else { return .unchanged }
        guard current.mayBecome(status) else { throw CatalogueError.impossible(from: current, to: status) }
        let rows = try await connection.query(
            """
            update market.products p
            set status = \(status), updated_at = clock_timestamp(), version = p.version + 1
            from market.markets m
            where p.id = \(product) and m.id = p.market_id
            returning p.name, p.slug, p.version, p.market_id, p.producer_id, m.container_id
            """)
        guard let row = rows.first else { throw CatalogueError.notFound }
        let related = Self.related(market: try row["market_id"], container: try row["container_id"], producer: try row["producer_id"])
        let facts = ActivityFacts(title: try row["name"], slug: try row["slug"], related: related)
        let news = NewActivity(
            kind: current == .draft ? .productAdded : .productChanged, object: .product(product), version: try row["version"],
            visibility: status == .listed ? .public : .private, facts: facts)
        _ = try await activities.record(news, in: transaction)
        return .updated
    }

    package func market(_ slug: Slug, in transaction: borrowing Transaction) async throws -> ID<Market>? {
        try await transaction.connection.query("select id from market.markets where slug = \(slug)").first?["id"]
    }

    package func product(_ slug: Slug, of market: ID<Market>, in transaction: borrowing Transaction) async throws -> ID<Product>? {
        try await transaction.connection.query(
            "select id from market.products where market_id = \(market) and slug = \(slug)"
        ).first?["id"]
    }

    /// What else shows a product.
    static func related(market: ID<Market>, container: ID<Post>?, producer: ID<Producer>?) -> [ObjectReference] {
        [.market(market)] + [producer.map(ObjectReference.producer), container.map(ObjectReference.post)].compactMap { $0 }
    }
}
