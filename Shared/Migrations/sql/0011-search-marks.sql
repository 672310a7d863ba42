-- Why: what a search found is shown with its words marked. PostgreSQL marks by the words as its parser sees them, but the index has them without
-- accents and inner punctuation (“crème”, “rose-ash.com”), so the marks are found in a copy that has them likewise, character for character,
-- and set in the text itself.
-- compatible_from: 1

-- A text in which every character stands where it stood: as folded(), where one character becomes one.
create function public.aligned(value text) returns text
    language sql immutable parallel safe strict
    as $$
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

comment on function public.aligned(text) is 'A text without accents and punctuation inside of words, as long as it was.';

-- `value`, or the part of it that ts_headline's `options` choose, with U+E000 before each word that the query finds, and U+E001 after it. The
-- two are nowhere else in it.
create function public.marked(value text, query tsquery, options text) returns text
    language plpgsql immutable parallel safe strict
    as $$
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

comment on function public.marked(text, tsquery, text) is 'A text, or a part of it, with U+E000 and U+E001 around the words that a query finds.';

-- A sentence or two of a long text where a query finds it, with its words marked; nothing when none of them is there as it was written. Only the
-- part after `near` (the beginning of one of the words: letters and digits) is looked at: ts_headline takes milliseconds for a page of text.
create function public.excerpt(value text, near text, query tsquery) returns text
    language plpgsql immutable parallel safe strict
    as $$
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
$$;

comment on function public.excerpt(text, text, tsquery) is 'Where a query finds a text, marked as marked() does; null when it does not.';
