-- Why: federation signs people in to our other services and to other people's programs (OAuth 2.1, OpenID Connect). What was let, the codes and
-- tokens that stand for it, the keys that sign, and who is still to be told of a sign-out are here, so that any process can answer, and a crash
-- loses nothing. Secrets are hashes, keys are sealed. Our own services are clients by configuration: a client_id alone may be one of theirs.
-- compatible_from: 1

create schema oauth;

create table oauth.clients (
    id text not null,
    name text not null,
    -- SHA-256; null for a public client.
    secret_hash bytea,
    redirects text[] not null,
    post_logout_redirects text[] not null,
    logout_address text,
    registered_at timestamptz not null,
    retired_at timestamptz,
    constraint clients_pkey primary key (id),
    constraint clients_id_format check (id ~ '^[a-z0-9-]{1,64}$'),
    constraint clients_name_length check (char_length(name) between 1 and 100),
    constraint clients_secret_hash check (octet_length(secret_hash) = 32),
    constraint clients_redirects check (cardinality(redirects) >= 1 and cardinality(redirects) <= 20 and cardinality(post_logout_redirects) <= 20)
);

create table oauth.consents (
    person_id uuid not null,
    client_id text not null,
    scopes text[] not null,
    given_at timestamptz not null,
    constraint consents_pkey primary key (person_id, client_id),
    constraint consents_client_id_fkey foreign key (client_id) references oauth.clients (id) on delete cascade
);

create index consents_of_client on oauth.consents (client_id);

create table oauth.grants (
    id uuid not null,
    client_id text not null,
    person_id uuid not null,
    device_id uuid not null,
    scopes text[] not null,
    nonce text,
    proved_at timestamptz not null,
    method text not null,
    granted_at timestamptz not null,
    ended_at timestamptz,
    constraint grants_pkey primary key (id),
    constraint grants_scopes check (cardinality(scopes) > 0),
    constraint grants_nonce_length check (char_length(nonce) <= 500)
);

create index grants_of_device on oauth.grants (device_id, client_id);
create index grants_of_person on oauth.grants (person_id, client_id) where ended_at is null;
create index grants_of_client on oauth.grants (client_id) where ended_at is null;
create index grants_granted_at on oauth.grants (granted_at);

create table oauth.codes (
    code_hash bytea not null,
    grant_id uuid not null,
    redirect text not null,
    challenge text not null,
    expires_at timestamptz not null,
    used_at timestamptz,
    constraint codes_pkey primary key (code_hash),
    constraint codes_grant_id_key unique (grant_id),
    constraint codes_grant_id_fkey foreign key (grant_id) references oauth.grants (id) on delete cascade,
    constraint codes_hash check (octet_length(code_hash) = 32)
);

-- A family is the tokens of one grant. A token's successor is derived from the token itself, and stored as its hash when the token is exchanged.
create table oauth.refresh_tokens (
    token_hash bytea not null,
    grant_id uuid not null,
    issued_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz,
    constraint refresh_tokens_pkey primary key (token_hash),
    constraint refresh_tokens_grant_id_fkey foreign key (grant_id) references oauth.grants (id) on delete cascade,
    constraint refresh_tokens_hash check (octet_length(token_hash) = 32)
);

create index refresh_tokens_of_grant on oauth.refresh_tokens (grant_id);
-- A family has one token that can be exchanged.
create unique index refresh_tokens_standing_key on oauth.refresh_tokens (grant_id) where used_at is null;

create table oauth.signing_keys (
    id text not null,
    status text not null,
    -- AES-GCM over the private key, with the id as what is authenticated beside it.
    sealed bytea not null,
    created_at timestamptz not null,
    changed_at timestamptz not null,
    constraint signing_keys_pkey primary key (id),
    constraint signing_keys_status check (status in ('next', 'current', 'previous'))
);

create unique index signing_keys_standing_key on oauth.signing_keys (status) where status in ('next', 'current');

create trigger signing_keys_transition before update of status on oauth.signing_keys
    for each row when (old.status is distinct from new.status) execute function public.check_transition('signing-key');

create table oauth.logout_deliveries (
    id uuid not null,
    client_id text not null,
    person_id uuid not null,
    device_id uuid not null,
    status text not null default 'waiting',
    attempts integer not null default 0,
    queued_at timestamptz not null,
    -- When it is to be tried; one that is being tried, when somebody else may.
    due_at timestamptz not null,
    finished_at timestamptz,
    error text,
    constraint logout_deliveries_pkey primary key (id),
    constraint logout_deliveries_device_client_key unique (device_id, client_id),
    constraint logout_deliveries_status check (status in ('waiting', 'delivered', 'abandoned')),
    constraint logout_deliveries_finished check ((status = 'waiting') = (finished_at is null))
);

create index logout_deliveries_due on oauth.logout_deliveries (due_at) where status = 'waiting';
create index logout_deliveries_finished_at on oauth.logout_deliveries (finished_at) where status <> 'waiting';

create trigger logout_deliveries_transition before update of status on oauth.logout_deliveries
    for each row when (old.status is distinct from new.status) execute function public.check_transition('logout-delivery');

insert into public.state_transitions (machine, from_status, to_status) values
    ('signing-key', 'next', 'current'),
    ('signing-key', 'current', 'previous'),
    ('logout-delivery', 'waiting', 'delivered'),
    ('logout-delivery', 'waiting', 'abandoned');
