-- Why: baskets, for people with and without an account. What a variant costs and is called is the market's to say, at every reading, so a
-- basket has ids and quantities only.
-- compatible_from: 1

create schema cart;

create table cart.baskets (
    id uuid not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint baskets_pkey primary key (id)
);

create table cart.basket_items (
    basket_id uuid not null,
    variant_id uuid not null,
    quantity integer not null,
    added_at timestamptz not null default clock_timestamp(),
    constraint basket_items_pkey primary key (basket_id, variant_id),
    constraint basket_items_basket_id_fkey foreign key (basket_id) references cart.baskets (id) on delete cascade,
    constraint basket_items_quantity check (quantity between 1 and 99)
);
