-- Why: a picture from elsewhere may be shown only with the name of who took it, and that name is often a link.
-- compatible_from: 1

-- Markup that the sanitiser made.
alter table blog.posts add column picture_caption text;

create or replace view blog.published_posts as
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
    ) as author_names,
    p.picture_caption
from blog.posts p
where p.status = 'published';
