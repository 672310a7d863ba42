-- Why: what happened, written by every domain in the transaction of the change, and who still has to handle it. One activity for each version
-- of an object: the versions are the order, since serial numbers are not (a lower one can be committed later). A handling for each handler,
-- since one column of state would let one service mark done what another has to do. The tables belong to no domain, so they are in public.
-- compatible_from: 1

create table public.ap_activities (
    id uuid not null,
    kind text not null,
    object_kind text not null,
    object_id uuid not null,
    version integer not null,
    visibility text not null,
    occurred_at timestamptz not null,
    -- Bytes, not jsonb, which orders keys anew: they are what cid is the hash of.
    payload bytea not null,
    cid bytea not null,
    constraint ap_activities_pkey primary key (id),
    constraint ap_activities_object_version_key unique (object_kind, object_id, version),
    constraint ap_activities_cid_key unique (cid),
    constraint ap_activities_cid check (cid = sha256(payload)),
    constraint ap_activities_visibility check (visibility in ('public', 'private')),
    constraint ap_activities_version_positive check (version > 0)
);

create index ap_activities_recent on public.ap_activities (occurred_at desc, id desc) where visibility = 'public';

create table public.ap_handlings (
    activity_id uuid not null,
    handler text not null,
    -- As in the activity; here, so that a claim reads one index.
    object_kind text not null,
    object_id uuid not null,
    version integer not null,
    status text not null default 'waiting',
    attempts integer not null default 0,
    -- When it may be claimed: a waiting one's next try, a leased one's end of lease.
    due_at timestamptz not null default now(),
    lease uuid,
    error text,
    updated_at timestamptz not null default now(),
    constraint ap_handlings_pkey primary key (activity_id, handler),
    constraint ap_handlings_activity_id_fkey foreign key (activity_id) references public.ap_activities (id) on delete cascade,
    constraint ap_handlings_order_key unique (handler, object_kind, object_id, version),
    constraint ap_handlings_status check (status in ('waiting', 'leased', 'done', 'parked', 'skipped')),
    constraint ap_handlings_lease check ((status = 'leased') = (lease is not null)),
    constraint ap_handlings_parked_error check (status <> 'parked' or error is not null),
    constraint ap_handlings_attempts check (attempts >= 0)
);

create index ap_handlings_due on public.ap_handlings (handler, due_at) where status in ('waiting', 'leased');
create index ap_handlings_unfinished on public.ap_handlings (handler, object_kind, object_id, version)
    where status in ('waiting', 'leased', 'parked');
create index ap_handlings_parked on public.ap_handlings (updated_at) where status = 'parked';

create trigger ap_handlings_transition before update of status on public.ap_handlings
    for each row when (old.status is distinct from new.status) execute function public.check_transition('handling');

insert into public.state_transitions (machine, from_status, to_status) values
    ('handling', 'waiting', 'leased'),
    ('handling', 'leased', 'waiting'),
    ('handling', 'leased', 'done'),
    ('handling', 'leased', 'parked'),
    ('handling', 'parked', 'waiting'),
    ('handling', 'parked', 'skipped');
