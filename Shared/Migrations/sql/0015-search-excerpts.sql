-- Why: what a search shows of a product or an entry is read by people, so the words of its markup stand in it as they are shown: what is inside of
-- a line has no gap around it, and “&amp;” is “&”.
-- compatible_from: 1

create function public.shown_text(markup text) returns text
    language sql immutable parallel safe strict
    as $$
    select btrim(regexp_replace(
        replace(replace(replace(
            regexp_replace(
                regexp_replace(markup, '</?(a|abbr|b|cite|code|em|i|kbd|mark|q|s|samp|small|span|strong|sub|sup|u)(\s[^>]*)?>', '', 'g'),
                '<[^>]*(>|$)', ' ', 'g'),
            '&lt;', '<'), '&gt;', '>'), '&amp;', '&'),
        '\s+', ' ', 'g'))
$$;

comment on function public.shown_text(text) is 'Sanitised markup as one line of plain text.';
