import Shared
import SharedPostgres

extension PostgresSearch {
    static func products(_ request: SearchRequest, on connection: PostgresConnection) async throws -> Listing<ProductHit> {
        let (words, page) = (request.words, request.page)
        return try await connection.query(
            """
            with wanted as materialized (select public.search_query(\(words.whole), \(words.beginning)) as query),
            found as materialized (
                select p.id, p.name, ts_rank(p.search, w.query) as rank
                from wanted w join market.products p on p.search @@ w.query and p.status = 'listed'
                where exists (select from market.variants v where v.product_id = p.id and v.is_offered)
            )
            select
                (select count(*) from found) as total, p.slug, p.market_slug, p.market_name,
                public.marked(p.name, w.query, 'HighlightAll=true') as name,
                public.marked(p.producer_name, w.query, 'HighlightAll=true') as producer_name,
                case when \(request.isBrief) then '' else coalesce(
                    public.excerpt(public.shown_text(left(p.about, 20000)), \(request.near), w.query), ''
                ) end as excerpt,
                p.picture_address, p.picture_alternative, p.picture_width, p.picture_height,
                p.price, p.currency, p.quantity, p.unit, p.variants > 1 as has_variants
            from (select * from found order by rank desc, name, id limit \(page.size) offset \(page.offset)) n
            join market.visible_products p on p.id = n.id
            cross join wanted w
            order by n.rank desc, n.name, n.id
            """
        ).found(page) { row in
            let producer: String? = try row["producer_name"]
            let price = try row.price
            return ProductHit(
                slug: try row["slug"], market: NamedSlug(slug: try row["market_slug"], name: try row["market_name"]),
                name: try row.marked("name"), producer: producer.map { MarkedText($0) }, excerpt: try row.marked("excerpt"),
                picture: try row.picture, price: price, unitPrice: try row.unitQuantity.flatMap { UnitPrice(of: price, for: $0) },
                hasVariants: try row["has_variants"])
        }
    }
}
