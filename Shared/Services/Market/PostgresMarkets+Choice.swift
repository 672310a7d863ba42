package import Shared
import SharedPostgres

extension PostgresMarkets {
    /// One statement: the market, one page of what fits, and the counts. Each product of the market is looked at once (`stock`); prices and
    /// ranks are asked for only where the order needs them, and what a card shows only for the page's products.
    package func market(_ slug: Slug, _ choice: ProductChoice, _ page: PageRequest) async throws -> MarketDetail? {
        let diets = choice.diets.map { Label.diet($0).rawValue }.sorted()
        let allergens = choice.freeOf.flatMap { [Label.contains($0).rawValue, Label.mayContain($0).rawValue] }.sorted()
        let producers = choice.producers.map(\.value).sorted()
        let (isSought, order) = (choice.words != nil, choice.order.rawValue)
        let statement: SQL = """
            with wanted as materialized (
                select public.search_query(\(choice.words?.whole), \(choice.words?.beginning)) as query
            ),
            stock as materialized (
                select
                    p.id, p.name, p.labels, p.is_featured, r.slug as maker, r.name as maker_name,
                    case when \(isSought) then ts_rank(p.search, w.query) else 0 end as rank,
                    p.labels @> \(diets)::text[] and not p.labels && \(allergens)::text[] and (not \(isSought) or p.search @@ w.query) as fits,
                    cardinality(\(producers)::text[]) = 0 or coalesce(r.slug = any(\(producers)::text[]), false) as is_chosen
                from market.markets m
                cross join wanted w
                join market.products p on p.market_id = m.id and p.status = 'listed'
                left join market.producers r on r.id = p.producer_id
                where m.slug = \(slug)
                    and exists (select from market.variants v where v.product_id = p.id and v.is_offered)
            ),
            found as (select * from stock where fits and is_chosen),
            page as (
                select f.id, row_number() over (
                    order by
                        case \(order)::text
                            when 'suggested' then -f.rank
                            when 'price' then (
                                select min(v.price) from market.variants v where v.product_id = f.id and v.is_offered
                            )
                            when 'unit-price' then (
                                select case when v.unit = 'piece' then 1e12 + v.price / v.quantity else v.price * 1000.0 / v.quantity end
                                from market.variants v
                                where v.product_id = f.id and v.is_offered order by v.price, v.position limit 1
                            )
                        end,
                        case when \(order)::text = 'newest' then f.id end desc,
                        case when \(order)::text = 'suggested' then f.is_featured end desc,
                        f.name, f.id
                ) as place
                from found f
                order by place limit \(page.size) offset \(page.offset)
            ),
            diets as (
                select array_agg(d.label) as labels, array_agg(d.products) as products from (
                    select l.label, count(*) as products from found f cross join unnest(f.labels) l (label)
                    where l.label like 'diet:%' group by l.label
                ) d
            ),
            allergens as (
                select array_agg(a.allergen) as names, array_agg(a.free) as products from (
                    select
                        split_part(l.label, ':', 2) as allergen,
                        (select count(*) from found) - count(distinct s.id) filter (where s.fits and s.is_chosen) as free
                    from stock s cross join unnest(s.labels) l (label)
                    where l.label not like 'diet:%' group by 1
                ) a
            ),
            makers as (
                select
                    array_agg(m.maker order by lower(m.maker_name), m.maker) as slugs,
                    array_agg(m.maker_name order by lower(m.maker_name), m.maker) as names,
                    array_agg(m.products order by lower(m.maker_name), m.maker) as products
                from (
                    select s.maker, s.maker_name, count(*) filter (where s.fits) as products from stock s
                    where s.maker is not null group by s.maker, s.maker_name
                ) m
            )
            select
                m.id as market_id, m.slug as market_slug, m.name as market_name, m.about as market_about,
                m.container_id as market_container_id, m.currency as market_currency, m.version as market_version,
                (select count(*) from found) as total, (select count(*) from stock) as all_products,
                coalesce(diets.labels, '{}') as diet_labels, coalesce(diets.products, '{}') as diet_products,
                coalesce(allergens.names, '{}') as allergen_names, coalesce(allergens.products, '{}') as allergen_products,
                coalesce(makers.slugs::text[], '{}') as maker_slugs, coalesce(makers.names, '{}') as maker_names,
                coalesce(makers.products, '{}') as maker_products,
                p.id, p.slug, p.name, p.picture_address, p.picture_alternative, p.picture_width, p.picture_height,
                p.status, p.labels, p.is_featured, p.version, p.currency, p.producer_slug, p.producer_name,
                p.variant_id, p.variant_name, p.price, p.quantity, p.unit, p.variants
            from market.markets m
            cross join diets
            cross join allergens
            cross join makers
            left join (page n join market.visible_products p on p.id = n.id) on true
            where m.slug = \(slug)
            order by n.place
            """
        let rows = isSought ? try await database.withPatience { try await $0.query(statement) } : try await database.query(statement)
        guard let row = rows.first else { return nil }
        let market = Market(
            id: try row["market_id"], slug: try row["market_slug"], name: try row["market_name"], about: try row["market_about"],
            container: try row["market_container_id"], currency: try row["market_currency"], version: try row["market_version"])
        return MarketDetail(
            market: market, products: try rows.listing(page, total: try row["total"], { try $0.productSummary }),
            counts: try row.productCounts)
    }
}

extension PostgresRow {
    fileprivate var productCounts: ProductCounts {
        get throws {
            let labels: [Label] = try self["diet_labels"]
            let diets: [(Label.Diet, Int)] = zip(labels, try self["diet_products"] as [Int]).compactMap { label, products in
                if case .diet(let diet) = label { (diet, products) } else { nil }
            }
            let allergens = (try self["allergen_names"] as [String]).map(Label.Allergen.init(rawValue:))
            let free = zip(allergens, try self["allergen_products"] as [Int]).compactMap { allergen, products in
                allergen.map { ($0, products) }
            }
            let (slugs, names, products): ([Slug], [String], [Int]) = (
                try self["maker_slugs"], try self["maker_names"], try self["maker_products"]
            )
            return ProductCounts(
                all: try self["all_products"], diets: Dictionary(uniqueKeysWithValues: diets),
                freeOf: Dictionary(uniqueKeysWithValues: free),
                producers: slugs.indices.map { ProductCounts.Maker(slug: slugs[$0], name: names[$0], products: products[$0]) })
        }
    }
}
