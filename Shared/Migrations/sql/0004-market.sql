-- Why: what markets sell. A market's prices are in one currency, so a variant has only minor units. A variant that is dropped stays, no longer
-- offered, since baskets hold its id. Labels are the fourteen allergens of Regulation (EU) 1169/2011 and the diets we vouch for.
-- compatible_from: 1

create schema market;

create table market.markets (
    id uuid not null,
    slug public.slug not null,
    name text not null,
    about text not null default '',
    container_id uuid,
    currency text not null,
    external_system text,
    external_key text,
    updated_at timestamptz not null default now(),
    version integer not null default 1,
    constraint markets_pkey primary key (id),
    constraint markets_slug_key unique (slug),
    constraint markets_external_key unique (external_system, external_key),
    constraint markets_external_whole check ((external_system is null) = (external_key is null)),
    constraint markets_currency check (currency in ('GBP', 'EUR', 'USD')),
    constraint markets_name_length check (char_length(name) between 1 and 200),
    constraint markets_version_positive check (version > 0)
);

create index markets_in_container on market.markets (container_id) where container_id is not null;

create table market.producers (
    id uuid not null,
    slug public.slug not null,
    name text not null,
    about text not null default '',
    place text,
    external_system text,
    external_key text,
    updated_at timestamptz not null default now(),
    version integer not null default 1,
    constraint producers_pkey primary key (id),
    constraint producers_slug_key unique (slug),
    constraint producers_external_key unique (external_system, external_key),
    constraint producers_external_whole check ((external_system is null) = (external_key is null)),
    constraint producers_name_length check (char_length(name) between 1 and 200),
    constraint producers_version_positive check (version > 0)
);

create table market.products (
    id uuid not null,
    market_id uuid not null,
    producer_id uuid,
    slug public.slug not null,
    name text not null,
    about text not null default '',
    picture_address text,
    picture_alternative text not null default '',
    picture_width integer,
    picture_height integer,
    status text not null default 'draft',
    labels text[] not null default '{}',
    is_featured boolean not null default false,
    external_system text,
    external_key text,
    updated_at timestamptz not null default now(),
    version integer not null default 1,
    constraint products_pkey primary key (id),
    constraint products_market_id_fkey foreign key (market_id) references market.markets (id),
    constraint products_producer_id_fkey foreign key (producer_id) references market.producers (id),
    constraint products_slug_key unique (market_id, slug),
    constraint products_external_key unique (external_system, external_key),
    constraint products_external_whole check ((external_system is null) = (external_key is null)),
    constraint products_name_length check (char_length(name) between 1 and 200),
    constraint products_status check (status in ('draft', 'listed', 'withdrawn')),
    constraint products_version_positive check (version > 0),
    constraint products_labels check (
        labels <@ array[
            'diet:vegan', 'diet:vegetarian', 'diet:organic', 'diet:gluten-free', 'diet:dairy-free', 'contains:celery',
            'contains:gluten', 'contains:crustaceans', 'contains:eggs', 'contains:fish', 'contains:lupin', 'contains:milk',
            'contains:molluscs', 'contains:mustard', 'contains:nuts', 'contains:peanuts', 'contains:sesame', 'contains:soya',
            'contains:sulphites', 'may-contain:celery', 'may-contain:gluten', 'may-contain:crustaceans', 'may-contain:eggs',
            'may-contain:fish', 'may-contain:lupin', 'may-contain:milk', 'may-contain:molluscs', 'may-contain:mustard',
            'may-contain:nuts', 'may-contain:peanuts', 'may-contain:sesame', 'may-contain:soya', 'may-contain:sulphites'
        ]
    )
);

create index products_listed on market.products (market_id, is_featured desc, name, id) where status = 'listed';
create index products_featured on market.products (updated_at desc, id) where status = 'listed' and is_featured;
create index products_labelled on market.products using gin (labels) where status = 'listed';
create index products_of_producer on market.products (producer_id) where producer_id is not null;

create trigger products_transition before update of status on market.products
    for each row when (old.status is distinct from new.status) execute function public.check_transition('product');

insert into public.state_transitions (machine, from_status, to_status) values
    ('product', 'draft', 'listed'),
    ('product', 'listed', 'withdrawn'),
    ('product', 'withdrawn', 'listed');

create table market.variants (
    id uuid not null,
    product_id uuid not null,
    position integer not null,
    name text not null,
    price bigint not null,
    quantity integer,
    unit text,
    is_offered boolean not null default true,
    constraint variants_pkey primary key (id),
    constraint variants_product_id_fkey foreign key (product_id) references market.products (id) on delete cascade,
    constraint variants_name_key unique (product_id, name),
    constraint variants_name_length check (char_length(name) <= 200),
    constraint variants_price check (price between 0 and 100000000),
    constraint variants_unit check (unit in ('g', 'ml', 'piece')),
    constraint variants_quantity check (quantity between 1 and 1000000),
    constraint variants_quantity_whole check ((quantity is null) = (unit is null))
);

-- What shoppers may see of products, each with its cheapest variant: drafts are not there.
create view market.visible_products as
select
    p.id, p.market_id, p.slug, p.name, p.about, p.picture_address, p.picture_alternative, p.picture_width, p.picture_height,
    p.status, p.labels, p.is_featured, p.updated_at, p.version,
    m.slug as market_slug, m.name as market_name, m.container_id, m.currency,
    r.id as producer_id, r.slug as producer_slug, r.name as producer_name,
    v.id as variant_id, v.name as variant_name, v.price, v.quantity, v.unit,
    (select count(*) from market.variants o where o.product_id = p.id and o.is_offered) as variants
from market.products p
join market.markets m on m.id = p.market_id
left join market.producers r on r.id = p.producer_id
cross join lateral (
    select c.id, c.name, c.price, c.quantity, c.unit from market.variants c
    where c.product_id = p.id and c.is_offered order by c.price, c.position limit 1
) v
where p.status <> 'draft';
