import SharedPostgres

/// A database's schema as lines, one for each thing in it, from PostgreSQL's catalogue: what two databases must agree in to have the same
/// schema.
func schemaLines(of database: Database) async throws -> [String] {
    try await database.query(
        """
        with space as (
            select oid, nspname from pg_namespace
            where nspname not in ('pg_catalog', 'information_schema') and nspname !~ '^pg_(toast|temp)'
        )
        select 'schema ' || nspname as line from space
        union all
        select format(
            'column %I.%I %s %I %s%s%s%s%s', s.nspname, c.relname, row_number() over (partition by c.oid order by a.attnum), a.attname,
            format_type(a.atttypid, a.atttypmod), case when a.attnotnull then ' not null' end, ' collate ' || l.collname,
            case when a.attgenerated <> '' then ' generated' end, ' default ' || pg_get_expr(d.adbin, d.adrelid)
        )
        from pg_attribute a
        join pg_class c on c.oid = a.attrelid and c.relkind in ('r', 'p', 'v', 'm', 'f', 'c')
        join space s on s.oid = c.relnamespace
        left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
        left join pg_collation l on l.oid = a.attcollation
        where a.attnum > 0 and not a.attisdropped
        union all
        select format('%s %I.%I %s', c.relkind, s.nspname, c.relname, case when c.relkind in ('v', 'm') then pg_get_viewdef(c.oid) end)
        from pg_class c join space s on s.oid = c.relnamespace where c.relkind in ('r', 'p', 'v', 'm', 'f', 'c', 'S')
        union all
        select format('constraint %I on %s: %s', n.conname, coalesce(nullif(n.conrelid, 0)::regclass::text, n.contypid::regtype::text),
            pg_get_constraintdef(n.oid))
        from pg_constraint n join space s on s.oid = n.connamespace
        union all
        select 'index ' || pg_get_indexdef(i.indexrelid)
        from pg_index i join pg_class c on c.oid = i.indexrelid join space s on s.oid = c.relnamespace
        union all
        select 'function ' || pg_get_functiondef(p.oid)
        from pg_proc p join space s on s.oid = p.pronamespace where p.prokind in ('f', 'p')
        union all
        select 'trigger ' || pg_get_triggerdef(t.oid)
        from pg_trigger t join pg_class c on c.oid = t.tgrelid join space s on s.oid = c.relnamespace where not t.tgisinternal
        union all
        select format('type %I.%I %s %s', s.nspname, t.typname, t.typtype, format_type(t.typbasetype, t.typtypmod))
        from pg_type t join space s on s.oid = t.typnamespace where t.typtype in ('d', 'e', 'r')
        union all
        select format('label %s %s', e.enumtypid::regtype, e.enumlabel) from pg_enum e
        union all
        select format('extension %I', extname) from pg_extension
        union all
        select format('comment on %s: %s', pg_describe_object(d.classoid, d.objoid, d.objsubid), d.description)
        from pg_description d
        where (d.classoid = 'pg_class'::regclass and d.objoid in (select c.oid from pg_class c join space s on s.oid = c.relnamespace))
            or (d.classoid = 'pg_proc'::regclass and d.objoid in (select p.oid from pg_proc p join space s on s.oid = p.pronamespace))
        order by 1
        """
    ).map { try $0["line"] }
}
