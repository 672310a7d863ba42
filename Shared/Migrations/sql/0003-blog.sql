-- Why: what the blog publishes. Posts and pages share one set of slugs, since both live at /<slug>; an old slug leads to its post until
-- another post takes it. The excerpt of a list is stored, so that a list never reads whole texts.
-- compatible_from: 1

create schema blog;

create table blog.tags (
    id uuid not null,
    slug public.slug not null,
    name text not null,
    about text,
    picture_address text,
    picture_alternative text not null default '',
    picture_width integer,
    picture_height integer,
    is_internal boolean not null default false,
    external_system text,
    external_key text,
    updated_at timestamptz not null default now(),
    version integer not null default 1,
    constraint tags_pkey primary key (id),
    constraint tags_slug_key unique (slug),
    constraint tags_external_key unique (external_system, external_key),
    constraint tags_external_whole check ((external_system is null) = (external_key is null)),
    constraint tags_name_length check (char_length(name) between 1 and 200),
    constraint tags_version_positive check (version > 0)
);

create table blog.authors (
    id uuid not null,
    slug public.slug not null,
    name text not null,
    about text,
    picture_address text,
    picture_alternative text not null default '',
    picture_width integer,
    picture_height integer,
    website text,
    person_id uuid,
    external_system text,
    external_key text,
    updated_at timestamptz not null default now(),
    version integer not null default 1,
    constraint authors_pkey primary key (id),
    constraint authors_slug_key unique (slug),
    constraint authors_external_key unique (external_system, external_key),
    constraint authors_external_whole check ((external_system is null) = (external_key is null)),
    constraint authors_name_length check (char_length(name) between 1 and 200),
    constraint authors_version_positive check (version > 0)
);

create table blog.posts (
    id uuid not null,
    kind text not null,
    slug public.slug not null,
    title text not null,
    excerpt text,
    body text not null,
    plain_text text not null,
    picture_address text,
    picture_alternative text not null default '',
    picture_width integer,
    picture_height integer,
    status text not null default 'draft',
    published_at timestamptz,
    is_featured boolean not null default false,
    access text not null default 'everyone',
    meta_title text,
    meta_description text,
    canonical_address text,
    social_picture_address text,
    external_system text,
    external_key text,
    updated_at timestamptz not null default now(),
    version integer not null default 1,
    -- What a list shows: the editor's excerpt, or the first whole words of the text. Members' texts are not quoted.
    listed_excerpt text not null generated always as (
        coalesce(
            excerpt,
            case
                when access <> 'everyone' then ''
                when char_length(plain_text) <= 300 then plain_text
                else regexp_replace(left(plain_text, 300), '\s+\S*$', '') || '…'
            end
        )
    ) stored,
    constraint posts_pkey primary key (id),
    constraint posts_slug_key unique (slug),
    constraint posts_external_key unique (external_system, external_key),
    constraint posts_external_whole check ((external_system is null) = (external_key is null)),
    constraint posts_kind check (kind in ('post', 'page')),
    constraint posts_status check (status in ('draft', 'scheduled', 'published')),
    constraint posts_access check (access in ('everyone', 'members')),
    constraint posts_title_length check (char_length(title) between 1 and 2000),
    constraint posts_dated check (status = 'draft' or published_at is not null),
    constraint posts_version_positive check (version > 0)
);

create index posts_latest on blog.posts (published_at desc, id desc) where status = 'published' and kind = 'post';
create index posts_due on blog.posts (published_at) where status = 'scheduled';

create trigger posts_transition before update of status on blog.posts
    for each row when (old.status is distinct from new.status) execute function public.check_transition('post');

insert into public.state_transitions (machine, from_status, to_status) values
    ('post', 'draft', 'scheduled'),
    ('post', 'draft', 'published'),
    ('post', 'scheduled', 'draft'),
    ('post', 'scheduled', 'published'),
    ('post', 'published', 'draft');

create table blog.former_slugs (
    slug public.slug not null,
    post_id uuid not null,
    left_at timestamptz not null default now(),
    constraint former_slugs_pkey primary key (slug),
    constraint former_slugs_post_id_fkey foreign key (post_id) references blog.posts (id) on delete cascade
);

create index former_slugs_of_post on blog.former_slugs (post_id);

create table blog.post_tags (
    post_id uuid not null,
    tag_id uuid not null,
    position integer not null,
    constraint post_tags_pkey primary key (post_id, tag_id),
    constraint post_tags_post_id_fkey foreign key (post_id) references blog.posts (id) on delete cascade,
    constraint post_tags_tag_id_fkey foreign key (tag_id) references blog.tags (id) on delete cascade
);

create index post_tags_of_tag on blog.post_tags (tag_id, post_id);

create table blog.post_authors (
    post_id uuid not null,
    author_id uuid not null,
    position integer not null,
    constraint post_authors_pkey primary key (post_id, author_id),
    constraint post_authors_post_id_fkey foreign key (post_id) references blog.posts (id) on delete cascade,
    constraint post_authors_author_id_fkey foreign key (author_id) references blog.authors (id) on delete cascade
);

create index post_authors_of_author on blog.post_authors (author_id, post_id);

create table blog.menus (
    id uuid not null,
    name text not null,
    updated_at timestamptz not null default now(),
    version integer not null,
    constraint menus_pkey primary key (id),
    constraint menus_name_key unique (name),
    constraint menus_name check (name in ('primary', 'secondary')),
    constraint menus_version_positive check (version > 0)
);

create table blog.menu_items (
    id uuid not null,
    menu_id uuid not null,
    parent_id uuid,
    position integer not null,
    label text not null,
    target text not null,
    post_id uuid,
    service text,
    path text,
    address text,
    constraint menu_items_pkey primary key (id),
    constraint menu_items_menu_id_fkey foreign key (menu_id) references blog.menus (id) on delete cascade,
    constraint menu_items_parent_id_fkey foreign key (parent_id) references blog.menu_items (id) on delete cascade,
    constraint menu_items_post_id_fkey foreign key (post_id) references blog.posts (id) on delete cascade,
    constraint menu_items_position_key unique nulls not distinct (menu_id, parent_id, position),
    constraint menu_items_label_length check (char_length(label) between 1 and 200),
    constraint menu_items_target check (
        case target
            when 'post' then post_id is not null and num_nonnulls(service, path, address) = 0
            when 'path' then service is not null and path is not null and num_nonnulls(post_id, address) = 0
            when 'address' then address is not null and num_nonnulls(post_id, service, path) = 0
            when 'heading' then num_nonnulls(post_id, service, path, address) = 0
            else false
        end
    ),
    constraint menu_items_service check (service in ('blog', 'market', 'cart', 'events', 'federation', 'account'))
);

create index menu_items_to_post on blog.menu_items (post_id) where post_id is not null;

-- What readers may see of posts: every read is of this view, so that none forgets to leave out drafts.
create view blog.published_posts as
select
    p.id, p.kind, p.slug, p.title, p.listed_excerpt as excerpt, p.body,
    p.picture_address, p.picture_alternative, p.picture_width, p.picture_height,
    p.published_at, p.updated_at, p.is_featured, p.access,
    p.meta_title, p.meta_description, p.canonical_address, p.social_picture_address, p.version,
    array(
        select t.slug::text from blog.post_tags pt join blog.tags t on t.id = pt.tag_id
        where pt.post_id = p.id and not t.is_internal order by pt.position, t.id
    ) as tag_slugs,
    array(
        select t.name from blog.post_tags pt join blog.tags t on t.id = pt.tag_id
        where pt.post_id = p.id and not t.is_internal order by pt.position, t.id
    ) as tag_names,
    array(
        select a.slug::text from blog.post_authors pa join blog.authors a on a.id = pa.author_id
        where pa.post_id = p.id order by pa.position, a.id
    ) as author_slugs,
    array(
        select a.name from blog.post_authors pa join blog.authors a on a.id = pa.author_id
        where pa.post_id = p.id order by pa.position, a.id
    ) as author_names
from blog.posts p
where p.status = 'published';
