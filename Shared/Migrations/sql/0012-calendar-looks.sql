-- Why: a calendar is told from others by its colour and its picture, an entry can have a picture, and a month's entries are found by the days
-- that they are on, however many there are before and after.
-- compatible_from: 1

alter table events.calendars
    add column accent text not null default 'rose',
    add column picture_address text,
    add column picture_alternative text not null default '',
    add column picture_width integer,
    add column picture_height integer,
    add constraint calendars_accent check (accent in ('rose', 'leaf', 'honey', 'slate')),
    add constraint calendars_picture_measures check (picture_width > 0 and picture_height > 0);

alter table events.entries
    add column picture_address text,
    add column picture_alternative text not null default '',
    add column picture_width integer,
    add column picture_height integer,
    add constraint entries_picture_measures check (picture_width > 0 and picture_height > 0);

-- The days are those of the clocks where an entry takes place. In one zone local times are in the order of the moments that they stand for.
create index entries_days on events.entries using gist (tsrange(local_start, local_end));

-- The day that an entry which ends at `local_end` is last shown on: a night that is over by six in the morning belongs to the evening before.
create function events.last_day(local_start timestamp, local_end timestamp) returns date
    language sql immutable strict parallel safe
    return greatest(local_start::date, (local_end - interval '6 hours')::date);
