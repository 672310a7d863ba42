-- Why: mail is posted in the transaction of the change that it tells of, and sent by a worker afterwards, so that a crash loses none. A
-- settled message keeps no words: a link that signs somebody in is a secret, and what was sent is nobody's business any more.
-- compatible_from: 1

create schema mail;

create table mail.messages (
    id uuid not null,
    kind text not null,
    recipient text not null,
    -- The words: null once it is settled.
    subject text,
    body_text text,
    body_html text,
    headers text[],
    idempotency_key text,
    status text not null default 'waiting',
    posted_at timestamptz not null default clock_timestamp(),
    expires_at timestamptz,
    attempts integer not null default 0,
    -- When it may be claimed: a waiting one's next try, a leased one's end of lease.
    due_at timestamptz not null default clock_timestamp(),
    lease uuid,
    error text,
    settled_at timestamptz,
    constraint messages_pkey primary key (id),
    constraint messages_idempotency_key_key unique (idempotency_key),
    constraint messages_idempotency_key_length check (char_length(idempotency_key) between 1 and 200),
    constraint messages_kind check (kind ~ '^[a-z]+(-[a-z]+)*$' and char_length(kind) <= 40),
    constraint messages_recipient_folded check (recipient = lower(recipient) and char_length(recipient) between 3 and 254),
    constraint messages_status check (status in ('waiting', 'leased', 'sent', 'failed', 'expired')),
    constraint messages_lease check ((status = 'leased') = (lease is not null)),
    constraint messages_settled check ((status in ('sent', 'failed', 'expired')) = (settled_at is not null)),
    constraint messages_words check (
        case when settled_at is null then num_nulls(subject, body_text, body_html, headers) = 0
        else num_nonnulls(subject, body_text, body_html, headers) = 0 end
    ),
    constraint messages_size check (octet_length(subject) <= 2000 and octet_length(body_text) + octet_length(body_html) <= 4000000),
    constraint messages_failed_error check (status <> 'failed' or error is not null),
    constraint messages_attempts check (attempts >= 0)
);

comment on table mail.messages is 'Mail that waits to be sent, and for some weeks what became of each.';

create index messages_due on mail.messages (due_at, id) where status in ('waiting', 'leased');
create index messages_expiring on mail.messages (expires_at) where status in ('waiting', 'leased');
create index messages_settled_at on mail.messages (settled_at) where settled_at is not null;
create index messages_troubled on mail.messages (posted_at desc) where error is not null or status = 'expired';

create trigger messages_transition before update of status on mail.messages
    for each row when (old.status is distinct from new.status) execute function public.check_transition('mail');

insert into public.state_transitions (machine, from_status, to_status) values
    ('mail', 'waiting', 'leased'),
    ('mail', 'waiting', 'expired'),
    ('mail', 'leased', 'waiting'),
    ('mail', 'leased', 'sent'),
    ('mail', 'leased', 'failed'),
    ('mail', 'leased', 'expired');
