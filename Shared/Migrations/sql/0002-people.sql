-- Why: people who have accounts, and where they are signed in. A session's token is stored as its SHA-256 only, so that whoever reads this
-- table signs in as nobody.
-- compatible_from: 1

create schema account;

create table account.people (
    id uuid not null,
    username public.username not null,
    name text not null,
    email text not null,
    joined_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    version integer not null default 1,
    constraint people_pkey primary key (id),
    constraint people_username_key unique (username),
    constraint people_email_key unique (email),
    constraint people_name_length check (char_length(name) between 1 and 200),
    constraint people_email_folded check (email = lower(email) and char_length(email) between 3 and 254),
    constraint people_version_positive check (version > 0)
);

create table account.sessions (
    id uuid not null,
    person_id uuid not null,
    service text not null,
    device text not null,
    token_hash bytea not null,
    started_at timestamptz not null,
    expires_at timestamptz not null,
    revoked_at timestamptz,
    constraint sessions_pkey primary key (id),
    constraint sessions_person_id_fkey foreign key (person_id) references account.people (id) on delete cascade,
    constraint sessions_token_hash_key unique (token_hash),
    constraint sessions_token_hash_length check (octet_length(token_hash) = 32),
    constraint sessions_service check (service in ('blog', 'market', 'cart', 'events', 'federation', 'account')),
    constraint sessions_device_length check (char_length(device) <= 200),
    constraint sessions_order check (expires_at > started_at)
);

create index sessions_of_person on account.sessions (person_id, started_at desc) where revoked_at is null;
