-- Why: a producer has a page, and is seen on it.
-- compatible_from: 1

alter table market.producers
    add column picture_address text,
    add column picture_alternative text not null default '',
    add column picture_width integer,
    add column picture_height integer;
