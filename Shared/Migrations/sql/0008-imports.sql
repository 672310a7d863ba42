-- Why: an import that is repeated must know what somebody changed here since, and leave that alone.
-- compatible_from: 1

create table blog.imports (
    kind text not null,
    external_system text not null,
    external_key text not null,
    -- Of the object, when the import left it.
    version integer not null,
    -- Of a post, then.
    status text,
    left_at timestamptz not null default now(),
    constraint imports_pkey primary key (kind, external_system, external_key),
    constraint imports_kind check (kind in ('post', 'tag', 'author', 'menu')),
    constraint imports_version_positive check (version > 0)
);
