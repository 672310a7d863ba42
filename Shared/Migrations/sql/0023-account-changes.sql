-- Why: an address changes once the old and the new one have both said yes, within a day. Who leaves is gone, but for the name: nobody else is to
-- be taken for them. The table of names has no person's id, so that nothing leads from what stays (an order) to who it was.
-- compatible_from: 1

create table account.address_changes (
    id uuid not null,
    person_id uuid not null,
    old_address text not null,
    new_address text not null,
    old_token_hash bytea not null,
    new_token_hash bytea not null,
    asked_at timestamptz not null,
    expires_at timestamptz not null,
    old_confirmed_at timestamptz,
    new_confirmed_at timestamptz,
    -- When it was replaced, given up or done. It is kept for as long as it could have lasted, to count how often somebody asks.
    ended_at timestamptz,
    constraint address_changes_pkey primary key (id),
    constraint address_changes_person_id_fkey foreign key (person_id) references account.people (id) on delete cascade,
    constraint address_changes_old_token_hash_key unique (old_token_hash),
    constraint address_changes_new_token_hash_key unique (new_token_hash),
    constraint address_changes_hash_lengths check (octet_length(old_token_hash) = 32 and octet_length(new_token_hash) = 32),
    constraint address_changes_addresses check (
        old_address = lower(old_address) and new_address = lower(new_address) and old_address <> new_address
        and char_length(new_address) between 3 and 254
    ),
    constraint address_changes_order check (expires_at > asked_at)
);

create unique index address_changes_under_way on account.address_changes (person_id) where ended_at is null;
create index address_changes_of_person on account.address_changes (person_id, asked_at desc);

create table account.former_usernames (
    username public.username not null,
    left_at timestamptz not null,
    constraint former_usernames_pkey primary key (username)
);
