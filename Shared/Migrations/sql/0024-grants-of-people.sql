-- Why: grants and consents go with the person whose they are, also one that is written while they leave. A grant knows when it was last used: people
-- read it beside what they let a program know, and one that is used goes on however old it is. Grants whose owner left stay nameless until the
-- programs have been told of the sign-out. What is swept by when it ran out is found by that.
-- compatible_from: 1

alter table oauth.grants
    alter column person_id drop not null,
    add column used_at timestamptz not null default now();

update oauth.grants g
set used_at = coalesce((select max(t.issued_at) from oauth.refresh_tokens t where t.grant_id = g.id), g.granted_at);

-- Of who has left by now.
delete from oauth.consents c where not exists (select from account.people p where p.id = c.person_id);
update oauth.grants g set person_id = null, nonce = null, ended_at = coalesce(ended_at, now())
where not exists (select from account.people p where p.id = g.person_id);

alter table oauth.consents
    add constraint consents_person_id_fkey foreign key (person_id) references account.people (id) on delete cascade;
alter table oauth.grants
    add constraint grants_person_id_fkey foreign key (person_id) references account.people (id) on delete cascade,
    add constraint grants_nameless_ended check (person_id is not null or ended_at is not null);

drop index oauth.grants_of_person;
create index grants_of_person on oauth.grants (person_id, client_id);
drop index oauth.grants_granted_at;
create index grants_used_at on oauth.grants (used_at);
create index grants_nameless on oauth.grants (ended_at) where person_id is null;
create index codes_expires_at on oauth.codes (expires_at);
create index refresh_tokens_expires_at on oauth.refresh_tokens (expires_at);
