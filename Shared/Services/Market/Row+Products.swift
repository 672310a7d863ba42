import Shared
import SharedPostgres

extension PostgresRow {
    /// Of the columns of `market.visible_products` but what the product says about itself.
    var productSummary: ProductSummary {
        get throws {
            let labels: [Label] = try self["labels"]
            return ProductSummary(
                id: try self["id"], market: NamedSlug(slug: try self["market_slug"], name: try self["market_name"]),
                slug: try self["slug"], name: try self["name"], producer: try producerName, picture: try picture,
                status: try self["status"], labels: Set(labels), isFeatured: try self["is_featured"],
                from: Variant(
                    id: try self["variant_id"], name: try self["variant_name"], price: try price, quantity: try unitQuantity),
                variants: try self["variants"], version: try self["version"])
        }
    }

    private var producerName: NamedSlug? {
        get throws {
            guard let slug: Slug = try self["producer_slug"] else { return nil }
            return NamedSlug(slug: slug, name: try self["producer_name"])
        }
    }

    var marketSummary: MarketSummary {
        get throws {
            MarketSummary(
                id: try self["id"], slug: try self["slug"], name: try self["name"], about: try self["about"],
                products: try self["products"], version: try self["version"])
        }
    }
}

extension PostgresRows {
    /// Of rows that are one variant of the same product each, with the columns `variant_id`, `variant_name`, `price`, `quantity`, `unit`
    /// and `currency`; none for a row where `variant_id` is null.
    var variants: [Variant] {
        get throws {
            try compactMap { row in
                guard let id: ID<Variant> = try row["variant_id"] else { return nil }
                return Variant(id: id, name: try row["variant_name"], price: try row.price, quantity: try row.unitQuantity)
            }
        }
    }
}
