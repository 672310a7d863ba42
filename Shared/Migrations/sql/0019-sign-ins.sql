-- Why: somebody signs in by a mail to their address. A sign-in that was begun is bound to the browser that began it, works once, and is kept a day, so
-- that a late click is told what became of it and so that requests can be counted. Secrets are stored as hashes, networks as keyed hashes. And a new
-- name may not look like one that somebody has.
-- compatible_from: 1

create table account.sign_ins (
    id uuid not null,
    address text not null,
    -- Of the secret in a cookie of the browser that began.
    browser_hash bytea not null,
    -- Of the secret in the link.
    token_hash bytea not null,
    -- Of the code, keyed with the browser's secret.
    code_hash bytea not null,
    tries_left integer not null,
    -- Where the person was going.
    next text not null,
    -- Who asks, for counting: a keyed hash of their network.
    network_key bytea not null,
    -- False when the address had been written to often enough: then nobody has the link.
    is_mailed boolean not null,
    begun_at timestamptz not null,
    expires_at timestamptz not null,
    consumed_at timestamptz,
    -- When the same browser began another.
    superseded_at timestamptz,
    constraint sign_ins_pkey primary key (id),
    constraint sign_ins_token_hash_key unique (token_hash),
    constraint sign_ins_address_folded check (address = lower(address) and char_length(address) between 3 and 254),
    constraint sign_ins_hash_lengths check (
        octet_length(browser_hash) = 32 and octet_length(token_hash) = 32 and octet_length(code_hash) = 32 and octet_length(network_key) = 32
    ),
    constraint sign_ins_tries check (tries_left between 0 and 5),
    constraint sign_ins_next check (next ~ '^/' and octet_length(next) <= 4000),
    constraint sign_ins_lifetime check (expires_at > begun_at and expires_at <= begun_at + interval '15 minutes')
);

create index sign_ins_of_browser on account.sign_ins (browser_hash, begun_at desc);
create index sign_ins_to_address on account.sign_ins (address, begun_at desc) where is_mailed;
create index sign_ins_from_network on account.sign_ins (network_key, begun_at desc);
create index sign_ins_begun_at on account.sign_ins (begun_at desc);

create table account.registrations (
    browser_hash bytea not null,
    -- One that its owner has proved to read.
    address text not null,
    next text not null,
    expires_at timestamptz not null,
    constraint registrations_pkey primary key (browser_hash),
    constraint registrations_browser_hash_length check (octet_length(browser_hash) = 32),
    constraint registrations_address_folded check (address = lower(address) and char_length(address) between 3 and 254),
    constraint registrations_next check (next ~ '^/' and octet_length(next) <= 4000)
);

comment on table account.registrations is 'Addresses that were proved and have no account yet: one of a browser, while its owner chooses a name.';

-- The same as Username.skeleton.
create function account.username_skeleton(username text) returns text
    language sql immutable parallel safe strict
    as $$
    select coalesce(
        nullif(btrim(regexp_replace(translate(replace(replace(username, 'm', 'rn'), 'w', 'vv'), '01i', 'oll'), '_+', '_', 'g'), '_'), ''), '_')
$$;

comment on function account.username_skeleton(text) is 'What all usernames that look the same have in common.';

create unique index people_username_skeleton on account.people (account.username_skeleton(username));
