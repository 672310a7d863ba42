-- Why: calendars and their entries. What was promised to people is a local time in a zone, so that is what is stored; the moment it stands
-- for follows by the zone's rules. When those change, `update events.entries set zone = zone` has the moments made anew.
-- compatible_from: 1

create schema events;

-- Declared immutable, as PostgreSQL's own timezone(text, timestamp) is. `at time zone` also takes abbreviations and POSIX rules (`BST`, `FOO3`),
-- which say nothing about summer: only names of the IANA database are zones here.
create function events.is_zone(name text) returns boolean
    language plpgsql immutable strict
    as $$
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
$$;

create table events.calendars (
    id uuid not null,
    slug public.slug not null,
    name text not null,
    about text not null default '',
    container_id uuid,
    zone text not null,
    external_system text,
    external_key text,
    updated_at timestamptz not null default now(),
    version integer not null default 1,
    constraint calendars_pkey primary key (id),
    constraint calendars_slug_key unique (slug),
    constraint calendars_external_key unique (external_system, external_key),
    constraint calendars_external_whole check ((external_system is null) = (external_key is null)),
    constraint calendars_name_length check (char_length(name) between 1 and 200),
    constraint calendars_zone check (events.is_zone(zone)),
    constraint calendars_version_positive check (version > 0)
);

create index calendars_in_container on events.calendars (container_id) where container_id is not null;

create table events.entries (
    id uuid not null,
    calendar_id uuid not null,
    title text not null,
    about text not null default '',
    place text,
    local_start timestamp not null,
    local_end timestamp not null,
    zone text not null,
    starts_at timestamptz not null generated always as (local_start at time zone zone) stored,
    ends_at timestamptz not null generated always as (local_end at time zone zone) stored,
    status text not null default 'planned',
    external_system text,
    external_key text,
    updated_at timestamptz not null default now(),
    version integer not null default 1,
    constraint entries_pkey primary key (id),
    constraint entries_calendar_id_fkey foreign key (calendar_id) references events.calendars (id),
    constraint entries_external_key unique (external_system, external_key),
    constraint entries_external_whole check ((external_system is null) = (external_key is null)),
    constraint entries_title_length check (char_length(title) between 1 and 200),
    constraint entries_zone check (events.is_zone(zone)),
    constraint entries_order check (local_end at time zone zone > local_start at time zone zone),
    -- A local time that a clock change skips comes back as another one.
    constraint entries_start_exists check ((local_start at time zone zone) at time zone zone = local_start),
    constraint entries_end_exists check ((local_end at time zone zone) at time zone zone = local_end),
    constraint entries_status check (status in ('planned', 'cancelled')),
    constraint entries_version_positive check (version > 0)
);

create index entries_of_calendar on events.entries (calendar_id, ends_at, starts_at);
create index entries_upcoming on events.entries (ends_at, starts_at);

create trigger entries_transition before update of status on events.entries
    for each row when (old.status is distinct from new.status) execute function public.check_transition('entry');

insert into public.state_transitions (machine, from_status, to_status) values
    ('entry', 'planned', 'cancelled');
