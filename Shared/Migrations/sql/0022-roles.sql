-- Why: who may do what is granted by an operator, of the whole site or of one market or calendar, and withdrawn again. What was is kept: who gave
-- it, who took it away, and when.
-- compatible_from: 1

create table account.roles (
    id uuid not null,
    person_id uuid not null,
    role text not null,
    -- site, market:<id> or calendar:<id>
    scope text not null,
    -- Null when an operator's command did it, or they have left.
    granted_by uuid,
    granted_at timestamptz not null,
    withdrawn_by uuid,
    withdrawn_at timestamptz,
    constraint roles_pkey primary key (id),
    constraint roles_person_id_fkey foreign key (person_id) references account.people (id) on delete cascade,
    constraint roles_granted_by_fkey foreign key (granted_by) references account.people (id) on delete set null,
    constraint roles_withdrawn_by_fkey foreign key (withdrawn_by) references account.people (id) on delete set null,
    constraint roles_scope check (scope ~ '^(site|(market|calendar):[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$'),
    constraint roles_role check (
        (role in ('editor', 'operator') and scope = 'site')
        or (role = 'shopkeeper' and split_part(scope, ':', 1) in ('site', 'market'))
        or (role = 'organiser' and split_part(scope, ':', 1) in ('site', 'calendar'))
    ),
    constraint roles_order check (withdrawn_at >= granted_at)
);

create unique index roles_held on account.roles (person_id, role, scope) where withdrawn_at is null;
create index roles_operators on account.roles (id) where role = 'operator' and withdrawn_at is null;
