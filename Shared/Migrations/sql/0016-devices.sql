-- Why: somebody signs in once, in one browser, for all six services. What they signed in with is a device; its sessions end when it ends. What
-- was done with an account is kept for its owner to read. Sessions of before have no device, and count as ended: nobody could sign in.
-- compatible_from: 1

create table account.devices (
    id uuid not null,
    person_id uuid not null,
    label text not null,
    method text not null,
    started_at timestamptz not null,
    proved_at timestamptz not null,
    expires_at timestamptz not null,
    ended_at timestamptz,
    constraint devices_pkey primary key (id),
    constraint devices_person_id_fkey foreign key (person_id) references account.people (id) on delete cascade,
    constraint devices_label_length check (char_length(label) <= 200),
    constraint devices_method check (method in ('mail', 'passkey')),
    constraint devices_order check (expires_at > started_at and proved_at >= started_at)
);

create index devices_of_person on account.devices (person_id, proved_at desc) where ended_at is null;

alter table account.sessions add column device_id uuid;
alter table account.sessions
    add constraint sessions_device_id_fkey foreign key (device_id) references account.devices (id) on delete cascade;
create index sessions_of_device on account.sessions (device_id) where revoked_at is null;

create table account.audit_entries (
    id uuid not null,
    person_id uuid not null,
    kind text not null,
    happened_at timestamptz not null,
    device text not null,
    detail text not null,
    constraint audit_entries_pkey primary key (id),
    constraint audit_entries_person_id_fkey foreign key (person_id) references account.people (id) on delete cascade,
    constraint audit_entries_lengths check (char_length(kind) <= 50 and char_length(device) <= 200 and char_length(detail) <= 200)
);

create index audit_entries_of_person on account.audit_entries (person_id, happened_at desc, id desc);
