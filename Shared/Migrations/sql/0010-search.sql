-- Why: one search finds posts, products and entries by their words. What is searched is made by the database from the row itself, so that no
-- writer can forget it; names that a thing is known by but that stand in other rows (tags, authors, a producer) are copied into the row, since
-- “every word must match” is one look into one index only when all words are in one column.
-- compatible_from: 1

-- Words as they are indexed and as they are asked for: accents gone (unaccent may not be installed, and normalize() is PostgreSQL's own), and no
-- punctuation that the parser would read as an address, a number or markup: “rose-ash.com” is three words, on both sides.
create function public.folded(value text) returns text
    language sql immutable parallel safe strict
    as $$
    select translate(
        replace(replace(replace(replace(
            regexp_replace(normalize(value, nfkd), '[\u00ad\u0300-\u036f\u200b-\u200d\u2060]', '', 'g'),
            'ß', 'ss'), 'æ', 'ae'), 'Æ', 'Ae'), 'œ', 'oe'),
        'łŁøØđĐħĦı.-/:@_&+~=?%<>#*''\|!()',
        'lLoOdDhHi' || repeat(' ', 22))
$$;

comment on function public.folded(text) is 'A text without accents and without punctuation inside of words, for search.';

-- Of markup that the sanitiser wrote: its attributes hold no “>”.
create function public.markup_text(markup text) returns text
    language sql immutable parallel safe strict
    as $$ select regexp_replace(markup, '<[^>]*>|&[a-z]+;|&#[0-9]+;', ' ', 'g') $$;

comment on function public.markup_text(text) is 'The words of sanitised markup, without its tags and attributes.';

-- What finds a row: every word of `complete` (in quotes: side by side), and one that begins with `last`. Neither can be wrong. Nothing is found
-- when all that remains is words as common as “the”. A beginning is also looked for as it was written, since “baki” is not the stem of “baking”.
create function public.search_query(complete text, last text) returns tsquery
    language sql immutable parallel safe
    as $$
    select case when numnode(q.stem) > 0 then q.whole && (q.stem || q.word) else q.whole end
    from (
        select
            websearch_to_tsquery('pg_catalog.english', coalesce(w.complete, '')) as whole,
            case when w.last ~ '\w' then to_tsquery('pg_catalog.english', '''' || w.last || ''':*') end as stem,
            case when w.last ~ '\w' then to_tsquery('pg_catalog.simple', '''' || w.last || ''':*') end as word
        from (select public.folded(search_query.complete) as complete, public.folded(search_query.last) as last) w
    ) q
$$;

comment on function public.search_query(text, text) is 'Every word of the first, quoted ones side by side, and a word that begins as the second.';

-- A name is searched by its stems and as it is written.
create function public.search_name(name text, weight "char") returns tsvector
    language sql immutable parallel safe strict
    as $$
    select setweight(
        to_tsvector('pg_catalog.english', public.folded(name)) || to_tsvector('pg_catalog.simple', public.folded(name)), weight)
$$;

-- A text is searched by its stems. A tsvector holds a megabyte, so a text counts with its first hundred thousand characters.
create function public.search_text(value text, weight "char") returns tsvector
    language sql immutable parallel safe strict
    as $$ select setweight(to_tsvector('pg_catalog.english', left(public.folded(left(value, 100000)), 100000)), weight) $$;

alter table blog.posts add column names text not null default '';

comment on column blog.posts.names is 'Its tags'' and authors'' names, for search; kept by triggers.';

create function blog.names_of_post(id uuid) returns text
    language plpgsql stable
    as $$
begin
    return coalesce((
        select string_agg(n.name, ' · ' order by n.name) from (
            select t.name from blog.post_tags pt join blog.tags t on t.id = pt.tag_id
            where pt.post_id = names_of_post.id and not t.is_internal
            union
            select a.name from blog.post_authors pa join blog.authors a on a.id = pa.author_id where pa.post_id = names_of_post.id
        ) n
    ), '');
end
$$;

create function blog.keep_names_of_posts() returns trigger
    language plpgsql
    as $$
begin
    update blog.posts p set names = blog.names_of_post(p.id)
    where p.id in (select c.post_id from changed c) and p.names <> blog.names_of_post(p.id);
    return null;
end
$$;

create function blog.keep_name_in_posts() returns trigger
    language plpgsql
    as $$
begin
    update blog.posts p set names = blog.names_of_post(p.id)
    where p.id in (
        select pt.post_id from blog.post_tags pt where tg_table_name = 'tags' and pt.tag_id = new.id
        union
        select pa.post_id from blog.post_authors pa where tg_table_name = 'authors' and pa.author_id = new.id
    );
    return null;
end
$$;

create trigger post_tags_added after insert on blog.post_tags referencing new table as changed
    for each statement execute function blog.keep_names_of_posts();
create trigger post_tags_removed after delete on blog.post_tags referencing old table as changed
    for each statement execute function blog.keep_names_of_posts();
create trigger post_authors_added after insert on blog.post_authors referencing new table as changed
    for each statement execute function blog.keep_names_of_posts();
create trigger post_authors_removed after delete on blog.post_authors referencing old table as changed
    for each statement execute function blog.keep_names_of_posts();
create trigger tags_renamed after update on blog.tags
    for each row when (old.name <> new.name or old.is_internal <> new.is_internal) execute function blog.keep_name_in_posts();
create trigger authors_renamed after update on blog.authors
    for each row when (old.name <> new.name) execute function blog.keep_name_in_posts();

update blog.posts p set names = blog.names_of_post(p.id);

alter table market.products add column producer_name text not null default '';

comment on column market.products.producer_name is 'For search; kept by triggers.';

create function market.keep_name_in_product() returns trigger
    language plpgsql
    as $$
begin
    new.producer_name = coalesce((select r.name from market.producers r where r.id = new.producer_id), '');
    return new;
end
$$;

create function market.keep_name_in_products() returns trigger
    language plpgsql
    as $$
begin
    update market.products p set producer_name = new.name where p.producer_id = new.id;
    return null;
end
$$;

create trigger products_produced before insert or update of producer_id on market.products
    for each row execute function market.keep_name_in_product();
create trigger producers_renamed after update on market.producers
    for each row when (old.name <> new.name) execute function market.keep_name_in_products();

update market.products p set producer_id = p.producer_id where p.producer_id is not null;

-- Who is not a member finds a members' post by its title, its names and its excerpt: its text is not in here.
alter table blog.posts add column search tsvector not null generated always as (
    public.search_name(title, 'A') || public.search_name(left(names, 2000), 'B') || public.search_text(coalesce(excerpt, ''), 'B')
        || public.search_text(case when access = 'everyone' then plain_text else '' end, 'C')
) stored;

-- What a post is called, apart: it stays in the row, where the whole is read from elsewhere, so that ten thousand posts are ordered by it in
-- milliseconds.
alter table blog.posts add column search_title tsvector not null generated always as (
    public.search_name(title, 'A') || public.search_name(left(names, 2000), 'B')
) stored;

alter table market.products add column search tsvector not null generated always as (
    public.search_name(name, 'A') || public.search_name(producer_name, 'B') || public.search_text(public.markup_text(about), 'C')
) stored;

alter table events.entries add column search tsvector not null generated always as (
    public.search_name(title, 'A') || public.search_name(coalesce(place, ''), 'B')
        || public.search_text(public.markup_text(about), 'C')
) stored;

-- What has a page of its own and things below it is found by its name.
alter table blog.tags add column search tsvector not null generated always as (public.search_name(name, 'A')) stored;
alter table blog.authors add column search tsvector not null generated always as (public.search_name(name, 'A')) stored;
alter table market.markets add column search tsvector not null generated always as (public.search_name(name, 'A')) stored;
alter table market.producers add column search tsvector not null generated always as (
    public.search_name(name, 'A') || public.search_name(coalesce(place, ''), 'B')
) stored;
alter table events.calendars add column search tsvector not null generated always as (public.search_name(name, 'A')) stored;

create index posts_found on blog.posts using gin (search) where status = 'published';
create index products_found on market.products using gin (search) where status = 'listed';
create index entries_found on events.entries using gin (search);
create index tags_found on blog.tags using gin (search) where not is_internal;
create index authors_found on blog.authors using gin (search);
create index producers_found on market.producers using gin (search);

-- The published posts that a query finds. The planner takes reading every row for cheaper than the index when a word is common, since it does not
-- count that each tsvector is fetched from elsewhere: 50 ms rather than 10 for 10,000 posts. So it is not given the choice.
create function blog.matching_posts(query tsquery) returns table (id uuid, kind text, published_at timestamptz, rank real)
    language plpgsql stable rows 100
    set enable_seqscan = off
    as $$
begin
    return query
        select p.id, p.kind, p.published_at, ts_rank(p.search_title, query)
        from blog.posts p where p.status = 'published' and p.search @@ query;
end
$$;
