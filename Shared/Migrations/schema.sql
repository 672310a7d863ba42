-- The schema that the migrations make, to read and to search; a database is made by the migrations, never from this file.
-- Written by “make schema”. A test compares it with a migrated database.

CREATE SCHEMA account;

CREATE SCHEMA blog;

CREATE SCHEMA cart;

CREATE SCHEMA events;

CREATE SCHEMA mail;

CREATE SCHEMA market;

CREATE SCHEMA oauth;

CREATE DOMAIN public.slug AS text
	CONSTRAINT slug_format CHECK (((VALUE ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text) AND (char_length(VALUE) <= 191)));

CREATE DOMAIN public.username AS text
	CONSTRAINT username_format CHECK ((VALUE ~ '^[a-z0-9_]{1,30}$'::text));

CREATE FUNCTION account.username_skeleton(username text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$
    select coalesce(
        nullif(btrim(regexp_replace(translate(replace(replace(username, 'm', 'rn'), 'w', 'vv'), '01i', 'oll'), '_+', '_', 'g'), '_'), ''), '_')
$$;

COMMENT ON FUNCTION account.username_skeleton(username text) IS 'What all usernames that look the same have in common.';

CREATE FUNCTION blog.keep_name_in_posts() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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

CREATE FUNCTION blog.keep_names_of_posts() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    update blog.posts p set names = blog.names_of_post(p.id)
    where p.id in (select c.post_id from changed c) and p.names <> blog.names_of_post(p.id);
    return null;
end
$$;

CREATE FUNCTION blog.matching_posts(query tsquery) RETURNS TABLE(id uuid, kind text, published_at timestamp with time zone, rank real)
    LANGUAGE plpgsql STABLE ROWS 100
    SET enable_seqscan TO 'off'
    AS $$
begin
    return query
        select p.id, p.kind, p.published_at, ts_rank(p.search_title, query)
        from blog.posts p where p.status = 'published' and p.search @@ query;
end
$$;

CREATE FUNCTION blog.names_of_post(id uuid) RETURNS text
    LANGUAGE plpgsql STABLE
    AS $$
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

CREATE FUNCTION events.is_zone(name text) RETURNS boolean
    LANGUAGE plpgsql IMMUTABLE STRICT
    AS $_$
begin
    if name <> 'UTC' and name !~ '^[A-Z][A-Za-z_]+(/[A-Z][A-Za-z0-9_+-]+)+$' then
        return false;
    end if;
    perform timestamp '2000-01-01 00:00' at time zone name;
    return true;
exception
    when invalid_parameter_value then
        return false;
end
$_$;

CREATE FUNCTION events.last_day(local_start timestamp without time zone, local_end timestamp without time zone) RETURNS date
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN GREATEST((local_start)::date, ((local_end - '06:00:00'::interval))::date);

CREATE FUNCTION market.keep_name_in_product() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    new.producer_name = coalesce((select r.name from market.producers r where r.id = new.producer_id), '');
    return new;
end
$$;

CREATE FUNCTION market.keep_name_in_products() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    update market.products p set producer_name = new.name where p.producer_id = new.id;
    return null;
end
$$;

CREATE FUNCTION public.aligned(value text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$
    -- Looking for an accent first: replacing is ten times dearer, and most texts have none.
    select translate(
        case when value ~ '[\u00c0-\u017f]' then translate(
            value,
            'ÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÖÙÚÛÜÝàáâãäåçèéêëìíîïñòóôõöùúûüýÿĀāĂăĄąĆ'
                'ćĈĉĊċČčĎďĒēĔĕĖėĘęĚěĜĝĞğĠġĢģĤĥĨĩĪīĬĭĮįİĴĵĶķĹĺĻļĽľŃńŅņŇňŌōŎŏŐőŔŕŖŗŘřŚśŜŝŞşŠšŢţŤťŨũŪūŬŭŮůŰűŲųŴŵŶŷŸŹźŻżŽžſłŁøØđĐħĦı',
            'AAAAAACEEEEIIIINOOOOOUUUUYaaaaaaceeeeiiiinooooouuuuyyAaAaAaC'
                'cCcCcCcDdEeEeEeEeEeGgGgGgGgHhIiIiIiIiIJjKkLlLlLlNnNnNnOoOoOoRrRrRrSsSsSsSsTtTtUuUuUuUuUuUuWwYyYZzZzZzslLoOdDhHi')
        else value end,
        '.-/:@_&+~=?%<>#*''\|!()', repeat(' ', 22))
$$;

COMMENT ON FUNCTION public.aligned(value text) IS 'A text without accents and punctuation inside of words, as long as it was.';

CREATE FUNCTION public.check_transition() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    if not exists (
        select from public.state_transitions
        where machine = tg_argv[0] and from_status = old.status and to_status = new.status
    ) then
        raise exception 'a % that is % cannot become %', tg_argv[0], old.status, new.status
            using errcode = 'check_violation', constraint = 'state_transitions',
                schema = tg_table_schema, table = tg_table_name, column = 'status';
    end if;
    return new;
end
$$;

COMMENT ON FUNCTION public.check_transition() IS 'Refuses a change of status that state_transitions does not have for the machine that the trigger names.';

CREATE FUNCTION public.excerpt(value text, near text, query tsquery) RETURNS text
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
    AS $_$
declare
    start integer := greatest(1, regexp_instr(value, '\m' || near, 1, 1, 0, 'i') - 160);
    view text := substr(value, start, 700);
    answer text;
begin
    if start > 1 then
        view := regexp_replace(view, '^\S*\s+', '');
    end if;
    if char_length(value) >= start + 700 then
        view := regexp_replace(view, '\s+\S*$', '');
    end if;
    answer := public.marked(view, query, 'MaxFragments=1, MaxWords=32, MinWords=20');
    return case when strpos(answer, E'\ue000') = 0 then null
        else case when start > 1 and left(answer, 2) <> '… ' then '… ' else '' end || answer
            || case when char_length(value) >= start + 700 and right(answer, 2) <> ' …' then ' …' else '' end end;
end
$_$;

COMMENT ON FUNCTION public.excerpt(value text, near text, query tsquery) IS 'Where a query finds a text, marked as marked() does; null when it does not.';

CREATE FUNCTION public.folded(value text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$
    select translate(
        replace(replace(replace(replace(
            regexp_replace(normalize(value, nfkd), '[\u00ad\u0300-\u036f\u200b-\u200d\u2060]', '', 'g'),
            'ß', 'ss'), 'æ', 'ae'), 'Æ', 'Ae'), 'œ', 'oe'),
        'łŁøØđĐħĦı.-/:@_&+~=?%<>#*''\|!()',
        'lLoOdDhHi' || repeat(' ', 22))
$$;

COMMENT ON FUNCTION public.folded(value text) IS 'A text without accents and without punctuation inside of words, for search.';

CREATE FUNCTION public.marked(value text, query tsquery, options text) RETURNS text
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
    AS $$
declare
    plain text := translate(normalize(value, nfc), E'\ue000\ue001', '  ');
    likeness text := public.aligned(plain);
    found text := ts_headline('pg_catalog.english', likeness, query, options || E', StartSel=\ue000, StopSel=\ue001');
    place integer := strpos(likeness, translate(found, E'\ue000\ue001', ''));
    answer text := case when place > 1 then '… ' else '' end;
    part text;
    is_word boolean := false;
begin
    foreach part in array regexp_split_to_array(found, E'[\ue000\ue001]') loop
        answer := answer || case when is_word then E'\ue000' else '' end || substr(plain, place, char_length(part))
            || case when is_word then E'\ue001' else '' end;
        place := place + char_length(part);
        is_word := not is_word;
    end loop;
    return answer || case when place <= char_length(plain) then ' …' else '' end;
end
$$;

COMMENT ON FUNCTION public.marked(value text, query tsquery, options text) IS 'A text, or a part of it, with U+E000 and U+E001 around the words that a query finds.';

CREATE FUNCTION public.markup_text(markup text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$ select regexp_replace(markup, '<[^>]*>|&[a-z]+;|&#[0-9]+;', ' ', 'g') $$;

COMMENT ON FUNCTION public.markup_text(markup text) IS 'The words of sanitised markup, without its tags and attributes.';

CREATE FUNCTION public.search_name(name text, weight "char") RETURNS tsvector
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$
    select setweight(
        to_tsvector('pg_catalog.english', public.folded(name)) || to_tsvector('pg_catalog.simple', public.folded(name)), weight)
$$;

CREATE FUNCTION public.search_query(complete text, last text) RETURNS tsquery
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
    select case when numnode(q.stem) > 0 then q.whole && (q.stem || q.word) else q.whole end
    from (
        select
            websearch_to_tsquery('pg_catalog.english', coalesce(w.complete, '')) as whole,
            case when w.last ~ '\w' then to_tsquery('pg_catalog.english', '''' || w.last || ''':*') end as stem,
            case when w.last ~ '\w' then to_tsquery('pg_catalog.simple', '''' || w.last || ''':*') end as word
        from (select public.folded(search_query.complete) as complete, public.folded(search_query.last) as last) w
    ) q
$$;

COMMENT ON FUNCTION public.search_query(complete text, last text) IS 'Every word of the first, quoted ones side by side, and a word that begins as the second.';

CREATE FUNCTION public.search_text(value text, weight "char") RETURNS tsvector
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$ select setweight(to_tsvector('pg_catalog.english', left(public.folded(left(value, 100000)), 100000)), weight) $$;

CREATE FUNCTION public.shown_text(markup text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $_$
    select btrim(regexp_replace(
        replace(replace(replace(
            regexp_replace(
                regexp_replace(markup, '</?(a|abbr|b|cite|code|em|i|kbd|mark|q|s|samp|small|span|strong|sub|sup|u)(\s[^>]*)?>', '', 'g'),
                '<[^>]*(>|$)', ' ', 'g'),
            '&lt;', '<'), '&gt;', '>'), '&amp;', '&'),
        '\s+', ' ', 'g'))
$_$;

COMMENT ON FUNCTION public.shown_text(markup text) IS 'Sanitised markup as one line of plain text.';

CREATE TABLE account.address_changes (
    id uuid NOT NULL,
    person_id uuid NOT NULL,
    old_address text NOT NULL,
    new_address text NOT NULL,
    old_token_hash bytea NOT NULL,
    new_token_hash bytea NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    old_confirmed_at timestamp with time zone,
    new_confirmed_at timestamp with time zone,
    ended_at timestamp with time zone,
    CONSTRAINT address_changes_addresses CHECK (((old_address = lower(old_address)) AND (new_address = lower(new_address)) AND (old_address <> new_address) AND ((char_length(new_address) >= 3) AND (char_length(new_address) <= 254)))),
    CONSTRAINT address_changes_hash_lengths CHECK (((octet_length(old_token_hash) = 32) AND (octet_length(new_token_hash) = 32))),
    CONSTRAINT address_changes_order CHECK ((expires_at > asked_at))
);

CREATE TABLE account.audit_entries (
    id uuid NOT NULL,
    person_id uuid NOT NULL,
    kind text NOT NULL,
    happened_at timestamp with time zone NOT NULL,
    device text NOT NULL,
    detail text NOT NULL,
    CONSTRAINT audit_entries_lengths CHECK (((char_length(kind) <= 50) AND (char_length(device) <= 200) AND (char_length(detail) <= 200)))
);

CREATE TABLE account.devices (
    id uuid NOT NULL,
    person_id uuid NOT NULL,
    label text NOT NULL,
    method text NOT NULL,
    started_at timestamp with time zone NOT NULL,
    proved_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    CONSTRAINT devices_label_length CHECK ((char_length(label) <= 200)),
    CONSTRAINT devices_method CHECK ((method = ANY (ARRAY['mail'::text, 'passkey'::text]))),
    CONSTRAINT devices_order CHECK (((expires_at > started_at) AND (proved_at >= started_at)))
);

CREATE TABLE account.former_usernames (
    username public.username NOT NULL,
    left_at timestamp with time zone NOT NULL
);

CREATE TABLE account.passkey_challenges (
    hash bytea NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    CONSTRAINT passkey_challenges_hash_length CHECK ((octet_length(hash) = 32))
);

CREATE TABLE account.passkey_owners (
    person_id uuid NOT NULL,
    handle bytea NOT NULL,
    CONSTRAINT passkey_owners_handle_length CHECK ((octet_length(handle) = 32))
);

CREATE TABLE account.passkeys (
    id uuid NOT NULL,
    person_id uuid NOT NULL,
    credential_id bytea NOT NULL,
    public_key bytea NOT NULL,
    algorithm smallint NOT NULL,
    sign_count bigint NOT NULL,
    is_backup_eligible boolean NOT NULL,
    is_backed_up boolean NOT NULL,
    transports text[] NOT NULL,
    name text NOT NULL,
    added_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    CONSTRAINT passkeys_algorithm CHECK ((algorithm = ANY (ARRAY['-7'::integer, '-8'::integer, '-257'::integer]))),
    CONSTRAINT passkeys_backup CHECK ((is_backup_eligible OR (NOT is_backed_up))),
    CONSTRAINT passkeys_credential_id_length CHECK (((octet_length(credential_id) >= 1) AND (octet_length(credential_id) <= 1023))),
    CONSTRAINT passkeys_name_length CHECK (((char_length(name) >= 1) AND (char_length(name) <= 100))),
    CONSTRAINT passkeys_sign_count CHECK (((sign_count >= 0) AND (sign_count <= '4294967295'::bigint)))
);

CREATE TABLE account.people (
    id uuid NOT NULL,
    username public.username NOT NULL,
    name text NOT NULL,
    email text NOT NULL,
    joined_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT people_email_folded CHECK (((email = lower(email)) AND ((char_length(email) >= 3) AND (char_length(email) <= 254)))),
    CONSTRAINT people_name_length CHECK (((char_length(name) >= 1) AND (char_length(name) <= 200))),
    CONSTRAINT people_version_positive CHECK ((version > 0))
);

CREATE TABLE account.registrations (
    browser_hash bytea NOT NULL,
    address text NOT NULL,
    next text NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    CONSTRAINT registrations_address_folded CHECK (((address = lower(address)) AND ((char_length(address) >= 3) AND (char_length(address) <= 254)))),
    CONSTRAINT registrations_browser_hash_length CHECK ((octet_length(browser_hash) = 32)),
    CONSTRAINT registrations_next CHECK (((next ~ '^/'::text) AND (octet_length(next) <= 4000)))
);

COMMENT ON TABLE account.registrations IS 'Addresses that were proved and have no account yet: one of a browser, while its owner chooses a name.';

CREATE TABLE account.roles (
    id uuid NOT NULL,
    person_id uuid NOT NULL,
    role text NOT NULL,
    scope text NOT NULL,
    granted_by uuid,
    granted_at timestamp with time zone NOT NULL,
    withdrawn_by uuid,
    withdrawn_at timestamp with time zone,
    CONSTRAINT roles_order CHECK ((withdrawn_at >= granted_at)),
    CONSTRAINT roles_role CHECK ((((role = ANY (ARRAY['editor'::text, 'operator'::text])) AND (scope = 'site'::text)) OR ((role = 'shopkeeper'::text) AND (split_part(scope, ':'::text, 1) = ANY (ARRAY['site'::text, 'market'::text]))) OR ((role = 'organiser'::text) AND (split_part(scope, ':'::text, 1) = ANY (ARRAY['site'::text, 'calendar'::text]))))),
    CONSTRAINT roles_scope CHECK ((scope ~ '^(site|(market|calendar):[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$'::text))
);

CREATE TABLE account.sessions (
    id uuid NOT NULL,
    person_id uuid NOT NULL,
    service text NOT NULL,
    device text NOT NULL,
    token_hash bytea NOT NULL,
    started_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    revoked_at timestamp with time zone,
    device_id uuid,
    CONSTRAINT sessions_device_length CHECK ((char_length(device) <= 200)),
    CONSTRAINT sessions_order CHECK ((expires_at > started_at)),
    CONSTRAINT sessions_service CHECK ((service = ANY (ARRAY['blog'::text, 'market'::text, 'cart'::text, 'events'::text, 'federation'::text, 'account'::text]))),
    CONSTRAINT sessions_token_hash_length CHECK ((octet_length(token_hash) = 32))
);

CREATE TABLE account.sign_ins (
    id uuid NOT NULL,
    address text NOT NULL,
    browser_hash bytea NOT NULL,
    token_hash bytea NOT NULL,
    code_hash bytea NOT NULL,
    tries_left integer NOT NULL,
    next text NOT NULL,
    network_key bytea NOT NULL,
    is_mailed boolean NOT NULL,
    begun_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    consumed_at timestamp with time zone,
    superseded_at timestamp with time zone,
    wider_network_key bytea,
    CONSTRAINT sign_ins_address_folded CHECK (((address = lower(address)) AND ((char_length(address) >= 3) AND (char_length(address) <= 254)))),
    CONSTRAINT sign_ins_hash_lengths CHECK (((octet_length(browser_hash) = 32) AND (octet_length(token_hash) = 32) AND (octet_length(code_hash) = 32) AND (octet_length(network_key) = 32))),
    CONSTRAINT sign_ins_lifetime CHECK (((expires_at > begun_at) AND (expires_at <= (begun_at + '00:15:00'::interval)))),
    CONSTRAINT sign_ins_next CHECK (((next ~ '^/'::text) AND (octet_length(next) <= 4000))),
    CONSTRAINT sign_ins_tries CHECK (((tries_left >= 0) AND (tries_left <= 5))),
    CONSTRAINT sign_ins_wider_network_key_length CHECK ((octet_length(wider_network_key) = 32))
);

CREATE TABLE blog.authors (
    id uuid NOT NULL,
    slug public.slug NOT NULL,
    name text NOT NULL,
    about text,
    picture_address text,
    picture_alternative text DEFAULT ''::text NOT NULL,
    picture_width integer,
    picture_height integer,
    website text,
    person_id uuid,
    external_system text,
    external_key text,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    search tsvector GENERATED ALWAYS AS (public.search_name(name, 'A'::"char")) STORED NOT NULL,
    CONSTRAINT authors_external_whole CHECK (((external_system IS NULL) = (external_key IS NULL))),
    CONSTRAINT authors_name_length CHECK (((char_length(name) >= 1) AND (char_length(name) <= 200))),
    CONSTRAINT authors_version_positive CHECK ((version > 0))
);

CREATE TABLE blog.former_slugs (
    slug public.slug NOT NULL,
    post_id uuid NOT NULL,
    left_at timestamp with time zone DEFAULT now() NOT NULL
);

CREATE TABLE blog.imports (
    kind text NOT NULL,
    external_system text NOT NULL,
    external_key text NOT NULL,
    version integer NOT NULL,
    status text,
    left_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT imports_kind CHECK ((kind = ANY (ARRAY['post'::text, 'tag'::text, 'author'::text, 'menu'::text]))),
    CONSTRAINT imports_version_positive CHECK ((version > 0))
);

CREATE TABLE blog.menu_items (
    id uuid NOT NULL,
    menu_id uuid NOT NULL,
    parent_id uuid,
    "position" integer NOT NULL,
    label text NOT NULL,
    target text NOT NULL,
    post_id uuid,
    service text,
    path text,
    address text,
    CONSTRAINT menu_items_label_length CHECK (((char_length(label) >= 1) AND (char_length(label) <= 200))),
    CONSTRAINT menu_items_service CHECK ((service = ANY (ARRAY['blog'::text, 'market'::text, 'cart'::text, 'events'::text, 'federation'::text, 'account'::text]))),
    CONSTRAINT menu_items_target CHECK (
CASE target
    WHEN 'post'::text THEN ((post_id IS NOT NULL) AND (num_nonnulls(service, path, address) = 0))
    WHEN 'path'::text THEN ((service IS NOT NULL) AND (path IS NOT NULL) AND (num_nonnulls(post_id, address) = 0))
    WHEN 'address'::text THEN ((address IS NOT NULL) AND (num_nonnulls(post_id, service, path) = 0))
    WHEN 'heading'::text THEN (num_nonnulls(post_id, service, path, address) = 0)
    ELSE false
END)
);

CREATE TABLE blog.menus (
    id uuid NOT NULL,
    name text NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    version integer NOT NULL,
    CONSTRAINT menus_name CHECK ((name = ANY (ARRAY['primary'::text, 'secondary'::text]))),
    CONSTRAINT menus_version_positive CHECK ((version > 0))
);

CREATE TABLE blog.post_authors (
    post_id uuid NOT NULL,
    author_id uuid NOT NULL,
    "position" integer NOT NULL
);

CREATE TABLE blog.post_tags (
    post_id uuid NOT NULL,
    tag_id uuid NOT NULL,
    "position" integer NOT NULL
);

CREATE TABLE blog.posts (
    id uuid NOT NULL,
    kind text NOT NULL,
    slug public.slug NOT NULL,
    title text NOT NULL,
    excerpt text,
    body text NOT NULL,
    plain_text text NOT NULL,
    picture_address text,
    picture_alternative text DEFAULT ''::text NOT NULL,
    picture_width integer,
    picture_height integer,
    status text DEFAULT 'draft'::text NOT NULL,
    published_at timestamp with time zone,
    is_featured boolean DEFAULT false NOT NULL,
    access text DEFAULT 'everyone'::text NOT NULL,
    meta_title text,
    meta_description text,
    canonical_address text,
    social_picture_address text,
    external_system text,
    external_key text,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    listed_excerpt text GENERATED ALWAYS AS (COALESCE(excerpt,
CASE
    WHEN (access <> 'everyone'::text) THEN ''::text
    WHEN (char_length(plain_text) <= 300) THEN plain_text
    ELSE (regexp_replace("left"(plain_text, 300), '\s+\S*$'::text, ''::text) || '…'::text)
END)) STORED NOT NULL,
    picture_caption text,
    names text DEFAULT ''::text NOT NULL,
    search tsvector GENERATED ALWAYS AS ((((public.search_name(title, 'A'::"char") || public.search_name("left"(names, 2000), 'B'::"char")) || public.search_text(COALESCE(excerpt, ''::text), 'B'::"char")) || public.search_text(
CASE
    WHEN (access = 'everyone'::text) THEN plain_text
    ELSE ''::text
END, 'C'::"char"))) STORED NOT NULL,
    search_title tsvector GENERATED ALWAYS AS ((public.search_name(title, 'A'::"char") || public.search_name("left"(names, 2000), 'B'::"char"))) STORED NOT NULL,
    CONSTRAINT posts_access CHECK ((access = ANY (ARRAY['everyone'::text, 'members'::text]))),
    CONSTRAINT posts_dated CHECK (((status = 'draft'::text) OR (published_at IS NOT NULL))),
    CONSTRAINT posts_external_whole CHECK (((external_system IS NULL) = (external_key IS NULL))),
    CONSTRAINT posts_kind CHECK ((kind = ANY (ARRAY['post'::text, 'page'::text]))),
    CONSTRAINT posts_status CHECK ((status = ANY (ARRAY['draft'::text, 'scheduled'::text, 'published'::text]))),
    CONSTRAINT posts_title_length CHECK (((char_length(title) >= 1) AND (char_length(title) <= 2000))),
    CONSTRAINT posts_version_positive CHECK ((version > 0))
);

COMMENT ON COLUMN blog.posts.names IS 'Its tags'' and authors'' names, for search; kept by triggers.';

CREATE TABLE blog.tags (
    id uuid NOT NULL,
    slug public.slug NOT NULL,
    name text NOT NULL,
    about text,
    picture_address text,
    picture_alternative text DEFAULT ''::text NOT NULL,
    picture_width integer,
    picture_height integer,
    is_internal boolean DEFAULT false NOT NULL,
    external_system text,
    external_key text,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    search tsvector GENERATED ALWAYS AS (public.search_name(name, 'A'::"char")) STORED NOT NULL,
    CONSTRAINT tags_external_whole CHECK (((external_system IS NULL) = (external_key IS NULL))),
    CONSTRAINT tags_name_length CHECK (((char_length(name) >= 1) AND (char_length(name) <= 200))),
    CONSTRAINT tags_version_positive CHECK ((version > 0))
);

CREATE VIEW blog.published_posts AS
 SELECT p.id,
    p.kind,
    p.slug,
    p.title,
    p.listed_excerpt AS excerpt,
    p.body,
    p.picture_address,
    p.picture_alternative,
    p.picture_width,
    p.picture_height,
    p.published_at,
    p.updated_at,
    p.is_featured,
    p.access,
    p.meta_title,
    p.meta_description,
    p.canonical_address,
    p.social_picture_address,
    p.version,
    ARRAY( SELECT (t.slug)::text AS slug
           FROM (blog.post_tags pt
             JOIN blog.tags t ON ((t.id = pt.tag_id)))
          WHERE ((pt.post_id = p.id) AND (NOT t.is_internal))
          ORDER BY pt."position", t.id) AS tag_slugs,
    ARRAY( SELECT t.name
           FROM (blog.post_tags pt
             JOIN blog.tags t ON ((t.id = pt.tag_id)))
          WHERE ((pt.post_id = p.id) AND (NOT t.is_internal))
          ORDER BY pt."position", t.id) AS tag_names,
    ARRAY( SELECT (a.slug)::text AS slug
           FROM (blog.post_authors pa
             JOIN blog.authors a ON ((a.id = pa.author_id)))
          WHERE (pa.post_id = p.id)
          ORDER BY pa."position", a.id) AS author_slugs,
    ARRAY( SELECT a.name
           FROM (blog.post_authors pa
             JOIN blog.authors a ON ((a.id = pa.author_id)))
          WHERE (pa.post_id = p.id)
          ORDER BY pa."position", a.id) AS author_names,
    p.picture_caption
   FROM blog.posts p
  WHERE (p.status = 'published'::text);

CREATE TABLE cart.basket_items (
    basket_id uuid NOT NULL,
    variant_id uuid NOT NULL,
    quantity integer NOT NULL,
    added_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    seen_price bigint,
    CONSTRAINT basket_items_quantity CHECK (((quantity >= 1) AND (quantity <= 99)))
);

CREATE TABLE cart.baskets (
    id uuid NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    person_id uuid,
    adopted integer DEFAULT 0 NOT NULL,
    left_out integer DEFAULT 0 NOT NULL,
    CONSTRAINT baskets_adoption CHECK (((adopted >= 0) AND (left_out >= 0) AND ((person_id IS NOT NULL) OR ((adopted + left_out) = 0))))
);

CREATE TABLE events.calendars (
    id uuid NOT NULL,
    slug public.slug NOT NULL,
    name text NOT NULL,
    about text DEFAULT ''::text NOT NULL,
    container_id uuid,
    zone text NOT NULL,
    external_system text,
    external_key text,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    search tsvector GENERATED ALWAYS AS (public.search_name(name, 'A'::"char")) STORED NOT NULL,
    accent text DEFAULT 'rose'::text NOT NULL,
    picture_address text,
    picture_alternative text DEFAULT ''::text NOT NULL,
    picture_width integer,
    picture_height integer,
    CONSTRAINT calendars_accent CHECK ((accent = ANY (ARRAY['rose'::text, 'leaf'::text, 'honey'::text, 'slate'::text]))),
    CONSTRAINT calendars_external_whole CHECK (((external_system IS NULL) = (external_key IS NULL))),
    CONSTRAINT calendars_name_length CHECK (((char_length(name) >= 1) AND (char_length(name) <= 200))),
    CONSTRAINT calendars_picture_measures CHECK (((picture_width > 0) AND (picture_height > 0))),
    CONSTRAINT calendars_version_positive CHECK ((version > 0)),
    CONSTRAINT calendars_zone CHECK (events.is_zone(zone))
);

CREATE TABLE events.entries (
    id uuid NOT NULL,
    calendar_id uuid NOT NULL,
    title text NOT NULL,
    about text DEFAULT ''::text NOT NULL,
    place text,
    local_start timestamp without time zone NOT NULL,
    local_end timestamp without time zone NOT NULL,
    zone text NOT NULL,
    starts_at timestamp with time zone GENERATED ALWAYS AS ((local_start AT TIME ZONE zone)) STORED NOT NULL,
    ends_at timestamp with time zone GENERATED ALWAYS AS ((local_end AT TIME ZONE zone)) STORED NOT NULL,
    status text DEFAULT 'planned'::text NOT NULL,
    external_system text,
    external_key text,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    search tsvector GENERATED ALWAYS AS (((public.search_name(title, 'A'::"char") || public.search_name(COALESCE(place, ''::text), 'B'::"char")) || public.search_text(public.markup_text(about), 'C'::"char"))) STORED NOT NULL,
    picture_address text,
    picture_alternative text DEFAULT ''::text NOT NULL,
    picture_width integer,
    picture_height integer,
    CONSTRAINT entries_end_exists CHECK ((((local_end AT TIME ZONE zone) AT TIME ZONE zone) = local_end)),
    CONSTRAINT entries_external_whole CHECK (((external_system IS NULL) = (external_key IS NULL))),
    CONSTRAINT entries_order CHECK (((local_end AT TIME ZONE zone) > (local_start AT TIME ZONE zone))),
    CONSTRAINT entries_picture_measures CHECK (((picture_width > 0) AND (picture_height > 0))),
    CONSTRAINT entries_start_exists CHECK ((((local_start AT TIME ZONE zone) AT TIME ZONE zone) = local_start)),
    CONSTRAINT entries_status CHECK ((status = ANY (ARRAY['planned'::text, 'cancelled'::text]))),
    CONSTRAINT entries_title_length CHECK (((char_length(title) >= 1) AND (char_length(title) <= 200))),
    CONSTRAINT entries_version_positive CHECK ((version > 0)),
    CONSTRAINT entries_zone CHECK (events.is_zone(zone))
);

CREATE TABLE mail.messages (
    id uuid NOT NULL,
    kind text NOT NULL,
    recipient text NOT NULL,
    subject text,
    body_text text,
    body_html text,
    headers text[],
    idempotency_key text,
    status text DEFAULT 'waiting'::text NOT NULL,
    posted_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    expires_at timestamp with time zone,
    attempts integer DEFAULT 0 NOT NULL,
    due_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    lease uuid,
    error text,
    settled_at timestamp with time zone,
    CONSTRAINT messages_attempts CHECK ((attempts >= 0)),
    CONSTRAINT messages_failed_error CHECK (((status <> 'failed'::text) OR (error IS NOT NULL))),
    CONSTRAINT messages_idempotency_key_length CHECK (((char_length(idempotency_key) >= 1) AND (char_length(idempotency_key) <= 200))),
    CONSTRAINT messages_kind CHECK (((kind ~ '^[a-z]+(-[a-z]+)*$'::text) AND (char_length(kind) <= 40))),
    CONSTRAINT messages_lease CHECK (((status = 'leased'::text) = (lease IS NOT NULL))),
    CONSTRAINT messages_recipient_folded CHECK (((recipient = lower(recipient)) AND ((char_length(recipient) >= 3) AND (char_length(recipient) <= 254)))),
    CONSTRAINT messages_settled CHECK (((status = ANY (ARRAY['sent'::text, 'failed'::text, 'expired'::text])) = (settled_at IS NOT NULL))),
    CONSTRAINT messages_size CHECK (((octet_length(subject) <= 2000) AND ((octet_length(body_text) + octet_length(body_html)) <= 4000000))),
    CONSTRAINT messages_status CHECK ((status = ANY (ARRAY['waiting'::text, 'leased'::text, 'sent'::text, 'failed'::text, 'expired'::text]))),
    CONSTRAINT messages_words CHECK (
CASE
    WHEN (settled_at IS NULL) THEN (num_nulls(subject, body_text, body_html, headers) = 0)
    ELSE (num_nonnulls(subject, body_text, body_html, headers) = 0)
END)
);

COMMENT ON TABLE mail.messages IS 'Mail that waits to be sent, and for some weeks what became of each.';

CREATE TABLE market.markets (
    id uuid NOT NULL,
    slug public.slug NOT NULL,
    name text NOT NULL,
    about text DEFAULT ''::text NOT NULL,
    container_id uuid,
    currency text NOT NULL,
    external_system text,
    external_key text,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    search tsvector GENERATED ALWAYS AS (public.search_name(name, 'A'::"char")) STORED NOT NULL,
    CONSTRAINT markets_currency CHECK ((currency = ANY (ARRAY['GBP'::text, 'EUR'::text, 'USD'::text]))),
    CONSTRAINT markets_external_whole CHECK (((external_system IS NULL) = (external_key IS NULL))),
    CONSTRAINT markets_name_length CHECK (((char_length(name) >= 1) AND (char_length(name) <= 200))),
    CONSTRAINT markets_version_positive CHECK ((version > 0))
);

CREATE TABLE market.producers (
    id uuid NOT NULL,
    slug public.slug NOT NULL,
    name text NOT NULL,
    about text DEFAULT ''::text NOT NULL,
    place text,
    external_system text,
    external_key text,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    search tsvector GENERATED ALWAYS AS ((public.search_name(name, 'A'::"char") || public.search_name(COALESCE(place, ''::text), 'B'::"char"))) STORED NOT NULL,
    picture_address text,
    picture_alternative text DEFAULT ''::text NOT NULL,
    picture_width integer,
    picture_height integer,
    CONSTRAINT producers_external_whole CHECK (((external_system IS NULL) = (external_key IS NULL))),
    CONSTRAINT producers_name_length CHECK (((char_length(name) >= 1) AND (char_length(name) <= 200))),
    CONSTRAINT producers_version_positive CHECK ((version > 0))
);

CREATE TABLE market.products (
    id uuid NOT NULL,
    market_id uuid NOT NULL,
    producer_id uuid,
    slug public.slug NOT NULL,
    name text NOT NULL,
    about text DEFAULT ''::text NOT NULL,
    picture_address text,
    picture_alternative text DEFAULT ''::text NOT NULL,
    picture_width integer,
    picture_height integer,
    status text DEFAULT 'draft'::text NOT NULL,
    labels text[] DEFAULT '{}'::text[] NOT NULL,
    is_featured boolean DEFAULT false NOT NULL,
    external_system text,
    external_key text,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    producer_name text DEFAULT ''::text NOT NULL,
    search tsvector GENERATED ALWAYS AS (((public.search_name(name, 'A'::"char") || public.search_name(producer_name, 'B'::"char")) || public.search_text(public.markup_text(about), 'C'::"char"))) STORED NOT NULL,
    CONSTRAINT products_external_whole CHECK (((external_system IS NULL) = (external_key IS NULL))),
    CONSTRAINT products_labels CHECK ((labels <@ ARRAY['diet:vegan'::text, 'diet:vegetarian'::text, 'diet:organic'::text, 'diet:gluten-free'::text, 'diet:dairy-free'::text, 'contains:celery'::text, 'contains:gluten'::text, 'contains:crustaceans'::text, 'contains:eggs'::text, 'contains:fish'::text, 'contains:lupin'::text, 'contains:milk'::text, 'contains:molluscs'::text, 'contains:mustard'::text, 'contains:nuts'::text, 'contains:peanuts'::text, 'contains:sesame'::text, 'contains:soya'::text, 'contains:sulphites'::text, 'may-contain:celery'::text, 'may-contain:gluten'::text, 'may-contain:crustaceans'::text, 'may-contain:eggs'::text, 'may-contain:fish'::text, 'may-contain:lupin'::text, 'may-contain:milk'::text, 'may-contain:molluscs'::text, 'may-contain:mustard'::text, 'may-contain:nuts'::text, 'may-contain:peanuts'::text, 'may-contain:sesame'::text, 'may-contain:soya'::text, 'may-contain:sulphites'::text])),
    CONSTRAINT products_name_length CHECK (((char_length(name) >= 1) AND (char_length(name) <= 200))),
    CONSTRAINT products_status CHECK ((status = ANY (ARRAY['draft'::text, 'listed'::text, 'withdrawn'::text]))),
    CONSTRAINT products_version_positive CHECK ((version > 0))
);

COMMENT ON COLUMN market.products.producer_name IS 'For search; kept by triggers.';

CREATE TABLE market.variants (
    id uuid NOT NULL,
    product_id uuid NOT NULL,
    "position" integer NOT NULL,
    name text NOT NULL,
    price bigint NOT NULL,
    quantity integer,
    unit text,
    is_offered boolean DEFAULT true NOT NULL,
    CONSTRAINT variants_name_length CHECK ((char_length(name) <= 200)),
    CONSTRAINT variants_price CHECK (((price >= 0) AND (price <= 100000000))),
    CONSTRAINT variants_quantity CHECK (((quantity >= 1) AND (quantity <= 1000000))),
    CONSTRAINT variants_quantity_whole CHECK (((quantity IS NULL) = (unit IS NULL))),
    CONSTRAINT variants_unit CHECK ((unit = ANY (ARRAY['g'::text, 'ml'::text, 'piece'::text])))
);

CREATE VIEW market.visible_products AS
 SELECT p.id,
    p.market_id,
    p.slug,
    p.name,
    p.about,
    p.picture_address,
    p.picture_alternative,
    p.picture_width,
    p.picture_height,
    p.status,
    p.labels,
    p.is_featured,
    p.updated_at,
    p.version,
    m.slug AS market_slug,
    m.name AS market_name,
    m.container_id,
    m.currency,
    r.id AS producer_id,
    r.slug AS producer_slug,
    r.name AS producer_name,
    v.id AS variant_id,
    v.name AS variant_name,
    v.price,
    v.quantity,
    v.unit,
    ( SELECT count(*) AS count
           FROM market.variants o
          WHERE ((o.product_id = p.id) AND o.is_offered)) AS variants
   FROM (((market.products p
     JOIN market.markets m ON ((m.id = p.market_id)))
     LEFT JOIN market.producers r ON ((r.id = p.producer_id)))
     CROSS JOIN LATERAL ( SELECT c.id,
            c.name,
            c.price,
            c.quantity,
            c.unit
           FROM market.variants c
          WHERE ((c.product_id = p.id) AND c.is_offered)
          ORDER BY c.price, c."position"
         LIMIT 1) v)
  WHERE (p.status <> 'draft'::text);

CREATE TABLE oauth.clients (
    id text NOT NULL,
    name text NOT NULL,
    secret_hash bytea,
    redirects text[] NOT NULL,
    post_logout_redirects text[] NOT NULL,
    logout_address text,
    registered_at timestamp with time zone NOT NULL,
    retired_at timestamp with time zone,
    CONSTRAINT clients_id_format CHECK ((id ~ '^[a-z0-9-]{1,64}$'::text)),
    CONSTRAINT clients_name_length CHECK (((char_length(name) >= 1) AND (char_length(name) <= 100))),
    CONSTRAINT clients_redirects CHECK (((cardinality(redirects) >= 1) AND (cardinality(redirects) <= 20) AND (cardinality(post_logout_redirects) <= 20))),
    CONSTRAINT clients_secret_hash CHECK ((octet_length(secret_hash) = 32))
);

CREATE TABLE oauth.codes (
    code_hash bytea NOT NULL,
    grant_id uuid NOT NULL,
    redirect text NOT NULL,
    challenge text NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    CONSTRAINT codes_hash CHECK ((octet_length(code_hash) = 32))
);

CREATE TABLE oauth.consents (
    person_id uuid NOT NULL,
    client_id text NOT NULL,
    scopes text[] NOT NULL,
    given_at timestamp with time zone NOT NULL
);

CREATE TABLE oauth.grants (
    id uuid NOT NULL,
    client_id text NOT NULL,
    person_id uuid,
    device_id uuid NOT NULL,
    scopes text[] NOT NULL,
    nonce text,
    proved_at timestamp with time zone NOT NULL,
    method text NOT NULL,
    granted_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    used_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT grants_nameless_ended CHECK (((person_id IS NOT NULL) OR (ended_at IS NOT NULL))),
    CONSTRAINT grants_nonce_length CHECK ((char_length(nonce) <= 500)),
    CONSTRAINT grants_scopes CHECK ((cardinality(scopes) > 0))
);

CREATE TABLE oauth.logout_deliveries (
    id uuid NOT NULL,
    client_id text NOT NULL,
    person_id uuid NOT NULL,
    device_id uuid NOT NULL,
    status text DEFAULT 'waiting'::text NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    queued_at timestamp with time zone NOT NULL,
    due_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone,
    error text,
    CONSTRAINT logout_deliveries_finished CHECK (((status = 'waiting'::text) = (finished_at IS NULL))),
    CONSTRAINT logout_deliveries_status CHECK ((status = ANY (ARRAY['waiting'::text, 'delivered'::text, 'abandoned'::text])))
);

CREATE TABLE oauth.refresh_tokens (
    token_hash bytea NOT NULL,
    grant_id uuid NOT NULL,
    issued_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    CONSTRAINT refresh_tokens_hash CHECK ((octet_length(token_hash) = 32))
);

CREATE TABLE oauth.signing_keys (
    id text NOT NULL,
    status text NOT NULL,
    sealed bytea NOT NULL,
    created_at timestamp with time zone NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    CONSTRAINT signing_keys_status CHECK ((status = ANY (ARRAY['next'::text, 'current'::text, 'previous'::text])))
);

CREATE TABLE public.ap_activities (
    id uuid NOT NULL,
    kind text NOT NULL,
    object_kind text NOT NULL,
    object_id uuid NOT NULL,
    version integer NOT NULL,
    visibility text NOT NULL,
    occurred_at timestamp with time zone NOT NULL,
    payload bytea NOT NULL,
    cid bytea NOT NULL,
    CONSTRAINT ap_activities_cid CHECK ((cid = sha256(payload))),
    CONSTRAINT ap_activities_version_positive CHECK ((version > 0)),
    CONSTRAINT ap_activities_visibility CHECK ((visibility = ANY (ARRAY['public'::text, 'private'::text])))
);

CREATE TABLE public.ap_handlings (
    activity_id uuid NOT NULL,
    handler text NOT NULL,
    object_kind text NOT NULL,
    object_id uuid NOT NULL,
    version integer NOT NULL,
    status text DEFAULT 'waiting'::text NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    due_at timestamp with time zone DEFAULT now() NOT NULL,
    lease uuid,
    error text,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT ap_handlings_attempts CHECK ((attempts >= 0)),
    CONSTRAINT ap_handlings_lease CHECK (((status = 'leased'::text) = (lease IS NOT NULL))),
    CONSTRAINT ap_handlings_parked_error CHECK (((status <> 'parked'::text) OR (error IS NOT NULL))),
    CONSTRAINT ap_handlings_status CHECK ((status = ANY (ARRAY['waiting'::text, 'leased'::text, 'done'::text, 'parked'::text, 'skipped'::text])))
);

CREATE TABLE public.schema_migrations (
    version integer NOT NULL,
    name text NOT NULL,
    compatible_from integer NOT NULL,
    checksum bytea NOT NULL,
    applied_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT schema_migrations_compatible CHECK (((compatible_from >= 1) AND (compatible_from <= version)))
);

CREATE TABLE public.state_transitions (
    machine text NOT NULL,
    from_status text NOT NULL,
    to_status text NOT NULL,
    CONSTRAINT state_transitions_change CHECK ((from_status <> to_status))
);

COMMENT ON TABLE public.state_transitions IS 'Which status may follow which, for each kind of thing that has one.';

ALTER TABLE ONLY account.address_changes
    ADD CONSTRAINT address_changes_new_token_hash_key UNIQUE (new_token_hash);

ALTER TABLE ONLY account.address_changes
    ADD CONSTRAINT address_changes_old_token_hash_key UNIQUE (old_token_hash);

ALTER TABLE ONLY account.address_changes
    ADD CONSTRAINT address_changes_pkey PRIMARY KEY (id);

ALTER TABLE ONLY account.audit_entries
    ADD CONSTRAINT audit_entries_pkey PRIMARY KEY (id);

ALTER TABLE ONLY account.devices
    ADD CONSTRAINT devices_pkey PRIMARY KEY (id);

ALTER TABLE ONLY account.former_usernames
    ADD CONSTRAINT former_usernames_pkey PRIMARY KEY (username);

ALTER TABLE ONLY account.passkey_challenges
    ADD CONSTRAINT passkey_challenges_pkey PRIMARY KEY (hash);

ALTER TABLE ONLY account.passkey_owners
    ADD CONSTRAINT passkey_owners_handle_key UNIQUE (handle);

ALTER TABLE ONLY account.passkey_owners
    ADD CONSTRAINT passkey_owners_pkey PRIMARY KEY (person_id);

ALTER TABLE ONLY account.passkeys
    ADD CONSTRAINT passkeys_credential_id_key UNIQUE (credential_id);

ALTER TABLE ONLY account.passkeys
    ADD CONSTRAINT passkeys_pkey PRIMARY KEY (id);

ALTER TABLE ONLY account.people
    ADD CONSTRAINT people_email_key UNIQUE (email);

ALTER TABLE ONLY account.people
    ADD CONSTRAINT people_pkey PRIMARY KEY (id);

ALTER TABLE ONLY account.people
    ADD CONSTRAINT people_username_key UNIQUE (username);

ALTER TABLE ONLY account.registrations
    ADD CONSTRAINT registrations_pkey PRIMARY KEY (browser_hash);

ALTER TABLE ONLY account.roles
    ADD CONSTRAINT roles_pkey PRIMARY KEY (id);

ALTER TABLE ONLY account.sessions
    ADD CONSTRAINT sessions_pkey PRIMARY KEY (id);

ALTER TABLE ONLY account.sessions
    ADD CONSTRAINT sessions_token_hash_key UNIQUE (token_hash);

ALTER TABLE ONLY account.sign_ins
    ADD CONSTRAINT sign_ins_pkey PRIMARY KEY (id);

ALTER TABLE ONLY account.sign_ins
    ADD CONSTRAINT sign_ins_token_hash_key UNIQUE (token_hash);

ALTER TABLE ONLY blog.authors
    ADD CONSTRAINT authors_external_key UNIQUE (external_system, external_key);

ALTER TABLE ONLY blog.authors
    ADD CONSTRAINT authors_pkey PRIMARY KEY (id);

ALTER TABLE ONLY blog.authors
    ADD CONSTRAINT authors_slug_key UNIQUE (slug);

ALTER TABLE ONLY blog.former_slugs
    ADD CONSTRAINT former_slugs_pkey PRIMARY KEY (slug);

ALTER TABLE ONLY blog.imports
    ADD CONSTRAINT imports_pkey PRIMARY KEY (kind, external_system, external_key);

ALTER TABLE ONLY blog.menu_items
    ADD CONSTRAINT menu_items_pkey PRIMARY KEY (id);

ALTER TABLE ONLY blog.menu_items
    ADD CONSTRAINT menu_items_position_key UNIQUE NULLS NOT DISTINCT (menu_id, parent_id, "position");

ALTER TABLE ONLY blog.menus
    ADD CONSTRAINT menus_name_key UNIQUE (name);

ALTER TABLE ONLY blog.menus
    ADD CONSTRAINT menus_pkey PRIMARY KEY (id);

ALTER TABLE ONLY blog.post_authors
    ADD CONSTRAINT post_authors_pkey PRIMARY KEY (post_id, author_id);

ALTER TABLE ONLY blog.post_tags
    ADD CONSTRAINT post_tags_pkey PRIMARY KEY (post_id, tag_id);

ALTER TABLE ONLY blog.posts
    ADD CONSTRAINT posts_external_key UNIQUE (external_system, external_key);

ALTER TABLE ONLY blog.posts
    ADD CONSTRAINT posts_pkey PRIMARY KEY (id);

ALTER TABLE ONLY blog.posts
    ADD CONSTRAINT posts_slug_key UNIQUE (slug);

ALTER TABLE ONLY blog.tags
    ADD CONSTRAINT tags_external_key UNIQUE (external_system, external_key);

ALTER TABLE ONLY blog.tags
    ADD CONSTRAINT tags_pkey PRIMARY KEY (id);

ALTER TABLE ONLY blog.tags
    ADD CONSTRAINT tags_slug_key UNIQUE (slug);

ALTER TABLE ONLY cart.basket_items
    ADD CONSTRAINT basket_items_pkey PRIMARY KEY (basket_id, variant_id);

ALTER TABLE ONLY cart.baskets
    ADD CONSTRAINT baskets_pkey PRIMARY KEY (id);

ALTER TABLE ONLY events.calendars
    ADD CONSTRAINT calendars_external_key UNIQUE (external_system, external_key);

ALTER TABLE ONLY events.calendars
    ADD CONSTRAINT calendars_pkey PRIMARY KEY (id);

ALTER TABLE ONLY events.calendars
    ADD CONSTRAINT calendars_slug_key UNIQUE (slug);

ALTER TABLE ONLY events.entries
    ADD CONSTRAINT entries_external_key UNIQUE (external_system, external_key);

ALTER TABLE ONLY events.entries
    ADD CONSTRAINT entries_pkey PRIMARY KEY (id);

ALTER TABLE ONLY mail.messages
    ADD CONSTRAINT messages_idempotency_key_key UNIQUE (idempotency_key);

ALTER TABLE ONLY mail.messages
    ADD CONSTRAINT messages_pkey PRIMARY KEY (id);

ALTER TABLE ONLY market.markets
    ADD CONSTRAINT markets_external_key UNIQUE (external_system, external_key);

ALTER TABLE ONLY market.markets
    ADD CONSTRAINT markets_pkey PRIMARY KEY (id);

ALTER TABLE ONLY market.markets
    ADD CONSTRAINT markets_slug_key UNIQUE (slug);

ALTER TABLE ONLY market.producers
    ADD CONSTRAINT producers_external_key UNIQUE (external_system, external_key);

ALTER TABLE ONLY market.producers
    ADD CONSTRAINT producers_pkey PRIMARY KEY (id);

ALTER TABLE ONLY market.producers
    ADD CONSTRAINT producers_slug_key UNIQUE (slug);

ALTER TABLE ONLY market.products
    ADD CONSTRAINT products_external_key UNIQUE (external_system, external_key);

ALTER TABLE ONLY market.products
    ADD CONSTRAINT products_pkey PRIMARY KEY (id);

ALTER TABLE ONLY market.products
    ADD CONSTRAINT products_slug_key UNIQUE (market_id, slug);

ALTER TABLE ONLY market.variants
    ADD CONSTRAINT variants_name_key UNIQUE (product_id, name);

ALTER TABLE ONLY market.variants
    ADD CONSTRAINT variants_pkey PRIMARY KEY (id);

ALTER TABLE ONLY oauth.clients
    ADD CONSTRAINT clients_pkey PRIMARY KEY (id);

ALTER TABLE ONLY oauth.codes
    ADD CONSTRAINT codes_grant_id_key UNIQUE (grant_id);

ALTER TABLE ONLY oauth.codes
    ADD CONSTRAINT codes_pkey PRIMARY KEY (code_hash);

ALTER TABLE ONLY oauth.consents
    ADD CONSTRAINT consents_pkey PRIMARY KEY (person_id, client_id);

ALTER TABLE ONLY oauth.grants
    ADD CONSTRAINT grants_pkey PRIMARY KEY (id);

ALTER TABLE ONLY oauth.logout_deliveries
    ADD CONSTRAINT logout_deliveries_device_client_key UNIQUE (device_id, client_id);

ALTER TABLE ONLY oauth.logout_deliveries
    ADD CONSTRAINT logout_deliveries_pkey PRIMARY KEY (id);

ALTER TABLE ONLY oauth.refresh_tokens
    ADD CONSTRAINT refresh_tokens_pkey PRIMARY KEY (token_hash);

ALTER TABLE ONLY oauth.signing_keys
    ADD CONSTRAINT signing_keys_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ap_activities
    ADD CONSTRAINT ap_activities_cid_key UNIQUE (cid);

ALTER TABLE ONLY public.ap_activities
    ADD CONSTRAINT ap_activities_object_version_key UNIQUE (object_kind, object_id, version);

ALTER TABLE ONLY public.ap_activities
    ADD CONSTRAINT ap_activities_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ap_handlings
    ADD CONSTRAINT ap_handlings_order_key UNIQUE (handler, object_kind, object_id, version);

ALTER TABLE ONLY public.ap_handlings
    ADD CONSTRAINT ap_handlings_pkey PRIMARY KEY (activity_id, handler);

ALTER TABLE ONLY public.schema_migrations
    ADD CONSTRAINT schema_migrations_pkey PRIMARY KEY (version);

ALTER TABLE ONLY public.state_transitions
    ADD CONSTRAINT state_transitions_pkey PRIMARY KEY (machine, from_status, to_status);

CREATE INDEX address_changes_of_person ON account.address_changes USING btree (person_id, asked_at DESC);

CREATE UNIQUE INDEX address_changes_under_way ON account.address_changes USING btree (person_id) WHERE (ended_at IS NULL);

CREATE INDEX audit_entries_of_person ON account.audit_entries USING btree (person_id, happened_at DESC, id DESC);

CREATE INDEX devices_of_person ON account.devices USING btree (person_id, proved_at DESC) WHERE (ended_at IS NULL);

CREATE INDEX passkey_challenges_by_expiry ON account.passkey_challenges USING btree (expires_at);

CREATE INDEX passkeys_of_person ON account.passkeys USING btree (person_id, added_at, id);

CREATE UNIQUE INDEX people_username_skeleton ON account.people USING btree (account.username_skeleton((username)::text));

CREATE UNIQUE INDEX roles_held ON account.roles USING btree (person_id, role, scope) WHERE (withdrawn_at IS NULL);

CREATE INDEX roles_operators ON account.roles USING btree (id) WHERE ((role = 'operator'::text) AND (withdrawn_at IS NULL));

CREATE INDEX sessions_of_device ON account.sessions USING btree (device_id);

CREATE INDEX sessions_of_person ON account.sessions USING btree (person_id, started_at DESC) WHERE (revoked_at IS NULL);

CREATE INDEX sign_ins_begun_at ON account.sign_ins USING btree (begun_at DESC);

CREATE INDEX sign_ins_from_network ON account.sign_ins USING btree (network_key, begun_at DESC);

CREATE INDEX sign_ins_from_wider_network ON account.sign_ins USING btree (wider_network_key, begun_at DESC);

CREATE INDEX sign_ins_mailed_at ON account.sign_ins USING btree (begun_at DESC) WHERE is_mailed;

CREATE INDEX sign_ins_of_browser ON account.sign_ins USING btree (browser_hash, begun_at DESC);

CREATE INDEX sign_ins_to_address ON account.sign_ins USING btree (address, begun_at DESC) WHERE is_mailed;

CREATE INDEX authors_found ON blog.authors USING gin (search);

CREATE INDEX former_slugs_of_post ON blog.former_slugs USING btree (post_id);

CREATE INDEX menu_items_to_post ON blog.menu_items USING btree (post_id) WHERE (post_id IS NOT NULL);

CREATE INDEX post_authors_of_author ON blog.post_authors USING btree (author_id, post_id);

CREATE INDEX post_tags_of_tag ON blog.post_tags USING btree (tag_id, post_id);

CREATE INDEX posts_due ON blog.posts USING btree (published_at) WHERE (status = 'scheduled'::text);

CREATE INDEX posts_found ON blog.posts USING gin (search) WHERE (status = 'published'::text);

CREATE INDEX posts_latest ON blog.posts USING btree (published_at DESC, id DESC) WHERE ((status = 'published'::text) AND (kind = 'post'::text));

CREATE INDEX tags_found ON blog.tags USING gin (search) WHERE (NOT is_internal);

CREATE UNIQUE INDEX baskets_of_person ON cart.baskets USING btree (person_id) WHERE (person_id IS NOT NULL);

CREATE INDEX calendars_in_container ON events.calendars USING btree (container_id) WHERE (container_id IS NOT NULL);

CREATE INDEX entries_days ON events.entries USING gist (tsrange(local_start, local_end));

CREATE INDEX entries_found ON events.entries USING gin (search);

CREATE INDEX entries_of_calendar ON events.entries USING btree (calendar_id, ends_at, starts_at);

CREATE INDEX entries_upcoming ON events.entries USING btree (ends_at, starts_at);

CREATE INDEX messages_due ON mail.messages USING btree (due_at, id) WHERE (status = ANY (ARRAY['waiting'::text, 'leased'::text]));

CREATE INDEX messages_expiring ON mail.messages USING btree (expires_at) WHERE (status = ANY (ARRAY['waiting'::text, 'leased'::text]));

CREATE INDEX messages_settled_at ON mail.messages USING btree (settled_at) WHERE (settled_at IS NOT NULL);

CREATE INDEX messages_troubled ON mail.messages USING btree (posted_at DESC) WHERE ((error IS NOT NULL) OR (status = 'expired'::text));

CREATE INDEX markets_in_container ON market.markets USING btree (container_id) WHERE (container_id IS NOT NULL);

CREATE INDEX producers_found ON market.producers USING gin (search);

CREATE INDEX products_featured ON market.products USING btree (updated_at DESC, id) WHERE ((status = 'listed'::text) AND is_featured);

CREATE INDEX products_found ON market.products USING gin (search) WHERE (status = 'listed'::text);

CREATE INDEX products_labelled ON market.products USING gin (labels) WHERE (status = 'listed'::text);

CREATE INDEX products_listed ON market.products USING btree (market_id, is_featured DESC, name, id) WHERE (status = 'listed'::text);

CREATE INDEX products_of_producer ON market.products USING btree (producer_id) WHERE (producer_id IS NOT NULL);

CREATE INDEX codes_expires_at ON oauth.codes USING btree (expires_at);

CREATE INDEX consents_of_client ON oauth.consents USING btree (client_id);

CREATE INDEX grants_nameless ON oauth.grants USING btree (ended_at) WHERE (person_id IS NULL);

CREATE INDEX grants_of_client ON oauth.grants USING btree (client_id) WHERE (ended_at IS NULL);

CREATE INDEX grants_of_device ON oauth.grants USING btree (device_id, client_id);

CREATE INDEX grants_of_person ON oauth.grants USING btree (person_id, client_id);

CREATE INDEX grants_used_at ON oauth.grants USING btree (used_at);

CREATE INDEX logout_deliveries_due ON oauth.logout_deliveries USING btree (due_at) WHERE (status = 'waiting'::text);

CREATE INDEX logout_deliveries_finished_at ON oauth.logout_deliveries USING btree (finished_at) WHERE (status <> 'waiting'::text);

CREATE INDEX refresh_tokens_expires_at ON oauth.refresh_tokens USING btree (expires_at);

CREATE INDEX refresh_tokens_of_grant ON oauth.refresh_tokens USING btree (grant_id);

CREATE UNIQUE INDEX refresh_tokens_standing_key ON oauth.refresh_tokens USING btree (grant_id) WHERE (used_at IS NULL);

CREATE UNIQUE INDEX signing_keys_standing_key ON oauth.signing_keys USING btree (status) WHERE (status = ANY (ARRAY['next'::text, 'current'::text]));

CREATE INDEX ap_activities_recent ON public.ap_activities USING btree (occurred_at DESC, id DESC) WHERE (visibility = 'public'::text);

CREATE INDEX ap_handlings_due ON public.ap_handlings USING btree (handler, due_at) WHERE (status = ANY (ARRAY['waiting'::text, 'leased'::text]));

CREATE INDEX ap_handlings_parked ON public.ap_handlings USING btree (updated_at) WHERE (status = 'parked'::text);

CREATE INDEX ap_handlings_unfinished ON public.ap_handlings USING btree (handler, object_kind, object_id, version) WHERE (status = ANY (ARRAY['waiting'::text, 'leased'::text, 'parked'::text]));

CREATE TRIGGER authors_renamed AFTER UPDATE ON blog.authors FOR EACH ROW WHEN ((old.name <> new.name)) EXECUTE FUNCTION blog.keep_name_in_posts();

CREATE TRIGGER post_authors_added AFTER INSERT ON blog.post_authors REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION blog.keep_names_of_posts();

CREATE TRIGGER post_authors_removed AFTER DELETE ON blog.post_authors REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION blog.keep_names_of_posts();

CREATE TRIGGER post_tags_added AFTER INSERT ON blog.post_tags REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION blog.keep_names_of_posts();

CREATE TRIGGER post_tags_removed AFTER DELETE ON blog.post_tags REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION blog.keep_names_of_posts();

CREATE TRIGGER posts_transition BEFORE UPDATE OF status ON blog.posts FOR EACH ROW WHEN ((old.status IS DISTINCT FROM new.status)) EXECUTE FUNCTION public.check_transition('post');

CREATE TRIGGER tags_renamed AFTER UPDATE ON blog.tags FOR EACH ROW WHEN (((old.name <> new.name) OR (old.is_internal <> new.is_internal))) EXECUTE FUNCTION blog.keep_name_in_posts();

CREATE TRIGGER entries_transition BEFORE UPDATE OF status ON events.entries FOR EACH ROW WHEN ((old.status IS DISTINCT FROM new.status)) EXECUTE FUNCTION public.check_transition('entry');

CREATE TRIGGER messages_transition BEFORE UPDATE OF status ON mail.messages FOR EACH ROW WHEN ((old.status IS DISTINCT FROM new.status)) EXECUTE FUNCTION public.check_transition('mail');

CREATE TRIGGER producers_renamed AFTER UPDATE ON market.producers FOR EACH ROW WHEN ((old.name <> new.name)) EXECUTE FUNCTION market.keep_name_in_products();

CREATE TRIGGER products_produced BEFORE INSERT OR UPDATE OF producer_id ON market.products FOR EACH ROW EXECUTE FUNCTION market.keep_name_in_product();

CREATE TRIGGER products_transition BEFORE UPDATE OF status ON market.products FOR EACH ROW WHEN ((old.status IS DISTINCT FROM new.status)) EXECUTE FUNCTION public.check_transition('product');

CREATE TRIGGER logout_deliveries_transition BEFORE UPDATE OF status ON oauth.logout_deliveries FOR EACH ROW WHEN ((old.status IS DISTINCT FROM new.status)) EXECUTE FUNCTION public.check_transition('logout-delivery');

CREATE TRIGGER signing_keys_transition BEFORE UPDATE OF status ON oauth.signing_keys FOR EACH ROW WHEN ((old.status IS DISTINCT FROM new.status)) EXECUTE FUNCTION public.check_transition('signing-key');

CREATE TRIGGER ap_handlings_transition BEFORE UPDATE OF status ON public.ap_handlings FOR EACH ROW WHEN ((old.status IS DISTINCT FROM new.status)) EXECUTE FUNCTION public.check_transition('handling');

ALTER TABLE ONLY account.address_changes
    ADD CONSTRAINT address_changes_person_id_fkey FOREIGN KEY (person_id) REFERENCES account.people(id) ON DELETE CASCADE;

ALTER TABLE ONLY account.audit_entries
    ADD CONSTRAINT audit_entries_person_id_fkey FOREIGN KEY (person_id) REFERENCES account.people(id) ON DELETE CASCADE;

ALTER TABLE ONLY account.devices
    ADD CONSTRAINT devices_person_id_fkey FOREIGN KEY (person_id) REFERENCES account.people(id) ON DELETE CASCADE;

ALTER TABLE ONLY account.passkey_owners
    ADD CONSTRAINT passkey_owners_person_id_fkey FOREIGN KEY (person_id) REFERENCES account.people(id) ON DELETE CASCADE;

ALTER TABLE ONLY account.passkeys
    ADD CONSTRAINT passkeys_person_id_fkey FOREIGN KEY (person_id) REFERENCES account.passkey_owners(person_id) ON DELETE CASCADE;

ALTER TABLE ONLY account.roles
    ADD CONSTRAINT roles_granted_by_fkey FOREIGN KEY (granted_by) REFERENCES account.people(id) ON DELETE SET NULL;

ALTER TABLE ONLY account.roles
    ADD CONSTRAINT roles_person_id_fkey FOREIGN KEY (person_id) REFERENCES account.people(id) ON DELETE CASCADE;

ALTER TABLE ONLY account.roles
    ADD CONSTRAINT roles_withdrawn_by_fkey FOREIGN KEY (withdrawn_by) REFERENCES account.people(id) ON DELETE SET NULL;

ALTER TABLE ONLY account.sessions
    ADD CONSTRAINT sessions_device_id_fkey FOREIGN KEY (device_id) REFERENCES account.devices(id) ON DELETE CASCADE;

ALTER TABLE ONLY account.sessions
    ADD CONSTRAINT sessions_person_id_fkey FOREIGN KEY (person_id) REFERENCES account.people(id) ON DELETE CASCADE;

ALTER TABLE ONLY blog.former_slugs
    ADD CONSTRAINT former_slugs_post_id_fkey FOREIGN KEY (post_id) REFERENCES blog.posts(id) ON DELETE CASCADE;

ALTER TABLE ONLY blog.menu_items
    ADD CONSTRAINT menu_items_menu_id_fkey FOREIGN KEY (menu_id) REFERENCES blog.menus(id) ON DELETE CASCADE;

ALTER TABLE ONLY blog.menu_items
    ADD CONSTRAINT menu_items_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES blog.menu_items(id) ON DELETE CASCADE;

ALTER TABLE ONLY blog.menu_items
    ADD CONSTRAINT menu_items_post_id_fkey FOREIGN KEY (post_id) REFERENCES blog.posts(id) ON DELETE CASCADE;

ALTER TABLE ONLY blog.post_authors
    ADD CONSTRAINT post_authors_author_id_fkey FOREIGN KEY (author_id) REFERENCES blog.authors(id) ON DELETE CASCADE;

ALTER TABLE ONLY blog.post_authors
    ADD CONSTRAINT post_authors_post_id_fkey FOREIGN KEY (post_id) REFERENCES blog.posts(id) ON DELETE CASCADE;

ALTER TABLE ONLY blog.post_tags
    ADD CONSTRAINT post_tags_post_id_fkey FOREIGN KEY (post_id) REFERENCES blog.posts(id) ON DELETE CASCADE;

ALTER TABLE ONLY blog.post_tags
    ADD CONSTRAINT post_tags_tag_id_fkey FOREIGN KEY (tag_id) REFERENCES blog.tags(id) ON DELETE CASCADE;

ALTER TABLE ONLY cart.basket_items
    ADD CONSTRAINT basket_items_basket_id_fkey FOREIGN KEY (basket_id) REFERENCES cart.baskets(id) ON DELETE CASCADE;

ALTER TABLE ONLY events.entries
    ADD CONSTRAINT entries_calendar_id_fkey FOREIGN KEY (calendar_id) REFERENCES events.calendars(id);

ALTER TABLE ONLY market.products
    ADD CONSTRAINT products_market_id_fkey FOREIGN KEY (market_id) REFERENCES market.markets(id);

ALTER TABLE ONLY market.products
    ADD CONSTRAINT products_producer_id_fkey FOREIGN KEY (producer_id) REFERENCES market.producers(id);

ALTER TABLE ONLY market.variants
    ADD CONSTRAINT variants_product_id_fkey FOREIGN KEY (product_id) REFERENCES market.products(id) ON DELETE CASCADE;

ALTER TABLE ONLY oauth.codes
    ADD CONSTRAINT codes_grant_id_fkey FOREIGN KEY (grant_id) REFERENCES oauth.grants(id) ON DELETE CASCADE;

ALTER TABLE ONLY oauth.consents
    ADD CONSTRAINT consents_client_id_fkey FOREIGN KEY (client_id) REFERENCES oauth.clients(id) ON DELETE CASCADE;

ALTER TABLE ONLY oauth.consents
    ADD CONSTRAINT consents_person_id_fkey FOREIGN KEY (person_id) REFERENCES account.people(id) ON DELETE CASCADE;

ALTER TABLE ONLY oauth.grants
    ADD CONSTRAINT grants_person_id_fkey FOREIGN KEY (person_id) REFERENCES account.people(id) ON DELETE CASCADE;

ALTER TABLE ONLY oauth.refresh_tokens
    ADD CONSTRAINT refresh_tokens_grant_id_fkey FOREIGN KEY (grant_id) REFERENCES oauth.grants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.ap_handlings
    ADD CONSTRAINT ap_handlings_activity_id_fkey FOREIGN KEY (activity_id) REFERENCES public.ap_activities(id) ON DELETE CASCADE;
