-- Why: people sign in with passkeys (WebAuthn). Authenticators know their owner by random bytes, which say nothing about them and outlive each
-- passkey. Challenges prove themselves; which were answered is remembered until they expire, so that each is answered once.
-- compatible_from: 1

create table account.passkey_owners (
    person_id uuid not null,
    handle bytea not null,
    constraint passkey_owners_pkey primary key (person_id),
    constraint passkey_owners_person_id_fkey foreign key (person_id) references account.people (id) on delete cascade,
    constraint passkey_owners_handle_key unique (handle),
    constraint passkey_owners_handle_length check (octet_length(handle) = 32)
);

create table account.passkeys (
    id uuid not null,
    person_id uuid not null,
    credential_id bytea not null,
    public_key bytea not null,
    algorithm smallint not null,
    sign_count bigint not null,
    is_backup_eligible boolean not null,
    is_backed_up boolean not null,
    transports text[] not null,
    name text not null,
    added_at timestamptz not null,
    used_at timestamptz,
    constraint passkeys_pkey primary key (id),
    constraint passkeys_person_id_fkey foreign key (person_id) references account.passkey_owners (person_id) on delete cascade,
    constraint passkeys_credential_id_key unique (credential_id),
    constraint passkeys_credential_id_length check (octet_length(credential_id) between 1 and 1023),
    constraint passkeys_algorithm check (algorithm in (-7, -8, -257)),
    constraint passkeys_sign_count check (sign_count between 0 and 4294967295),
    constraint passkeys_backup check (is_backup_eligible or not is_backed_up),
    constraint passkeys_name_length check (char_length(name) between 1 and 100)
);

create index passkeys_of_person on account.passkeys (person_id, added_at, id);

create table account.passkey_challenges (
    hash bytea not null,
    expires_at timestamptz not null,
    constraint passkey_challenges_pkey primary key (hash),
    constraint passkey_challenges_hash_length check (octet_length(hash) = 32)
);

create index passkey_challenges_by_expiry on account.passkey_challenges (expires_at);
