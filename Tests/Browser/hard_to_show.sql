-- What nobody would want in a site of theirs, and what somebody will have one day: for the site that make browser starts for itself.
\set ON_ERROR_STOP on
BEGIN;

-- A name as long as the database lets it be, without a blank; right-to-left scripts with Latin and figures between; pictures for letters.
CREATE TEMP TABLE names (number int, slug text, name text) ON COMMIT DROP;
INSERT INTO names VALUES
    (1, 'endless', left(repeat('Rindfleischetikettierungsueberwachungsaufgabenuebertragungsgesetz', 4), 200)),
    (2, 'arabic', 'خبز القمح الكامل (Sourdough No. 7) من مخبز الوادي'),
    (3, 'hebrew', 'לחם מחמצת 100% rye, שני קילו'),
    (4, 'emoji', '🧑🏽‍🌾👩‍👩‍👧‍👦🏴󠁧󠁢󠁳󠁣󠁴󠁿 🥕🥕🥕 Carrots 🥕🥕🥕'),
    (5, 'letter', 'x'),
    (6, 'markup', '<b>Bold</b> & "quoted" <script>alert(1)</script>'),
    (7, 'words', left(repeat('a very long name of many short words ', 8), 200)),
    (8, 'marks', 'Z̷̛̗a̵͇̓l̶̰̔g̸̱̈́o̵̟͝ crème brûlée');

INSERT INTO market.markets (id, slug, name, about, currency)
    SELECT gen_random_uuid(), m.slug, m.name, m.about, 'GBP' FROM (VALUES
        ('hard-nothing', 'A market with nothing', ''),
        ('hard-names', (SELECT name FROM names WHERE number = 1), (SELECT string_agg(name, ' ') FROM names)),
        ('hard-crowd', 'A market with everything', 'Three thousand things.')) AS m (slug, name, about);
INSERT INTO market.producers (id, slug, name, about, place)
    SELECT gen_random_uuid(), 'hard-' || slug, name, name, left(name, 120) FROM names;
INSERT INTO market.producers (id, slug, name) VALUES (gen_random_uuid(), 'hard-idle', 'A producer of nothing');
INSERT INTO market.products (id, market_id, producer_id, slug, name, about, status, labels, picture_address, picture_alternative, picture_width, picture_height)
    SELECT gen_random_uuid(), m.id, p.id, n.slug, n.name, '<p>' || replace(replace(n.name, '&', '&amp;'), '<', '&lt;') || '</p>', 'listed',
        CASE WHEN n.number % 2 = 1 THEN ARRAY['diet:vegan', 'diet:vegetarian', 'diet:organic', 'diet:gluten-free', 'diet:dairy-free', 'contains:celery', 'contains:nuts', 'contains:sulphites',
            'may-contain:lupin', 'may-contain:molluscs', 'may-contain:mustard', 'may-contain:peanuts', 'may-contain:sesame', 'may-contain:soya'] ELSE '{}' END,
        CASE WHEN n.number % 3 = 0 THEN NULL ELSE '/there/is/no/picture-' || n.number || '.jpg' END, n.name, 800, 600
    FROM names n JOIN market.markets m ON m.slug = 'hard-names' LEFT JOIN market.producers p ON p.slug = 'hard-' || n.slug AND n.number <> 4;
INSERT INTO market.products (id, market_id, slug, name, status)
    SELECT gen_random_uuid(), m.id, s.slug, s.name, s.status FROM market.markets m, (VALUES
        ('free', 'Nothing to pay', 'listed'), ('dear', 'A great deal to pay', 'listed'), ('gone', 'No longer for sale', 'withdrawn'),
        ('unoffered', 'Without anything to choose', 'listed'), ('choices', 'A dozen to choose from', 'listed')) AS s (slug, name, status)
    WHERE m.slug = 'hard-names';
INSERT INTO market.variants (id, product_id, position, name, price, quantity, unit)
    SELECT gen_random_uuid(), p.id, v.position, v.name, v.price, v.quantity, v.unit
    FROM market.products p JOIN market.markets m ON m.id = p.market_id AND m.slug = 'hard-names', LATERAL (
        SELECT 1 AS position, '' AS name, CASE p.slug WHEN 'free' THEN 0 WHEN 'dear' THEN 9999900 ELSE 123 END AS price, CASE p.slug WHEN 'dear' THEN 1 ELSE 1000000 END AS quantity, 'g' AS unit
            WHERE p.slug NOT IN ('unoffered', 'choices')
        UNION ALL SELECT i, left('Choice ' || i || ' ' || n.name, 200), 9999900 - i, i, 'piece' FROM generate_series(1, 12) i JOIN names n ON n.number = i % 8 + 1 WHERE p.slug = 'choices') v;

INSERT INTO market.products (id, market_id, producer_id, slug, name, about, status, labels)
    SELECT gen_random_uuid(), m.id, p.id, 'thing-' || i, 'Thing number ' || i, '', 'listed', CASE WHEN i % 2 = 0 THEN ARRAY['diet:vegan'] ELSE '{}' END
    FROM market.markets m, generate_series(1, 3000) i JOIN market.producers p ON p.slug = (SELECT 'hard-' || slug FROM names WHERE number = i % 8 + 1) WHERE m.slug = 'hard-crowd';
INSERT INTO market.variants (id, product_id, position, name, price, quantity, unit)
    SELECT gen_random_uuid(), p.id, 1, '', (p.id::text < '8')::int * 1000000 + 50, 500, 'ml'
    FROM market.products p JOIN market.markets m ON m.id = p.market_id AND m.slug = 'hard-crowd';

INSERT INTO events.calendars (id, slug, name, about, zone)
    SELECT gen_random_uuid(), c.slug, c.name, c.about, 'Europe/London' FROM (VALUES
        ('hard-nothing', 'A calendar with nothing', ''),
        ('hard-names', (SELECT name FROM names WHERE number = 1), (SELECT string_agg(name, ' ') FROM names)),
        ('hard-crowd', 'A calendar with everything', 'Three thousand entries in sixty days.')) AS c (slug, name, about);
-- Later than the demo's next ones, so that the footer still shows those.
INSERT INTO events.entries (id, calendar_id, title, about, place, zone, local_start, local_end)
    SELECT gen_random_uuid(), c.id, n.name, '<p>' || replace(replace(n.name, '&', '&amp;'), '<', '&lt;') || '</p>', left(n.name, 200), 'Europe/London',
        current_date + 35 + n.number / 3 + time '23:30', current_date + 35 + n.number / 3 + time '23:30' + n.number * interval '20 hours'
    FROM names n JOIN events.calendars c ON c.slug = 'hard-names';
INSERT INTO events.entries (id, calendar_id, title, zone, local_start, local_end)
    SELECT gen_random_uuid(), c.id, 'Entry number ' || i, 'Europe/London', current_date + 35 + i % 60 + (i % 14 + 8) * interval '1 hour', current_date + 35 + i % 60 + (i % 14 + 9) * interval '1 hour'
    FROM generate_series(1, 3000) i JOIN events.calendars c ON c.slug = 'hard-crowd';

INSERT INTO blog.posts (id, kind, slug, title, body, plain_text, status, published_at, picture_address, picture_alternative, picture_width, picture_height)
    SELECT gen_random_uuid(), 'post', 'hard-' || slug, CASE WHEN number = 1 THEN left(repeat(name, 2), 300) ELSE name END,
        '<p>' || repeat(replace(replace(name, '&', '&amp;'), '<', '&lt;') || ' ', 20) || '</p><pre><code>' || repeat('nothing-that-breaks-', 20) || '</code></pre>'
            || '<table><thead><tr>' || repeat('<th>Column</th>', 14) || '</tr></thead><tbody><tr>' || repeat('<td>' || '1,234,567.89' || '</td>', 14) || '</tr></tbody></table>',
        repeat(name || ' ', 20), 'published', now() - interval '400 days' - number * interval '1 day',
        CASE WHEN number % 3 = 1 THEN '/there/is/no/picture-' || number || '.jpg' END, 'A picture of ' || left(name, 60), 1600, 900
    FROM names;
INSERT INTO blog.posts (id, kind, slug, title, body, plain_text, status, published_at)
    VALUES (gen_random_uuid(), 'post', 'hard-nothing', 'Nothing written', '', '', 'published', now() - interval '500 days');
COMMIT;
