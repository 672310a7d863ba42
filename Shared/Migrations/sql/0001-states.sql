-- Why: every declared state machine has one table of transitions. Code asks its copy of it (Shared/Models, StateMachine), and this one
-- refuses what code got wrong; a test compares the two. Slugs and usernames are types, so that no column takes anything else.
-- compatible_from: 1

create table public.state_transitions (
    machine text not null,
    from_status text not null,
    to_status text not null,
    constraint state_transitions_pkey primary key (machine, from_status, to_status),
    constraint state_transitions_change check (from_status <> to_status)
);

comment on table public.state_transitions is 'Which status may follow which, for each kind of thing that has one.';

create function public.check_transition() returns trigger
    language plpgsql
    as $$
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

comment on function public.check_transition() is
    'Refuses a change of status that state_transitions does not have for the machine that the trigger names.';

create domain public.slug as text
    constraint slug_format check (value ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and char_length(value) <= 191);

create domain public.username as text
    constraint username_format check (value ~ '^[a-z0-9_]{1,30}$');
