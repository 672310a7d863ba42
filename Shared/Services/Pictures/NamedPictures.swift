import Shared
package import SharedPostgres

/// Which pictures the site's rows name: the one place that knows, since the store is one for all services and each domain has pictures of its
/// own, in columns, in texts and in what was recorded.
package struct NamedPictures: Sendable {
    private let database: Database
    package init(_ database: Database) { self.database = database }

    /// Every word of any row of any table that could hold a picture's id: 24 or more of the letters that ids are written with. An id that is in
    /// none of them is named nowhere. Tables are looked at whole, so that no column can be forgotten, also one that comes later; a word that
    /// is no id costs nothing but its place.
    ///
    /// It reads the whole database once, and gives up after ten minutes.
    /// - Throws: `PostgresError`, `CancellationError`.
    package func words() async throws -> Set<String> {
        try await database.run { (transaction: borrowing Transaction) in
            let connection = try transaction.connection
            try await connection.allow(.seconds(600))
            try await connection.runScript(
                """
                create temporary table picture_words (word text) on commit drop;
                do $$
                declare
                    stored regclass;
                begin
                    for stored in
                        select c.oid from pg_class c join pg_namespace n on n.oid = c.relnamespace
                        where c.relkind = 'r' and c.relpersistence <> 't' and n.nspname not in ('pg_catalog', 'information_schema')
                    loop
                        execute format(
                            'insert into picture_words select distinct m[1] from %s whole_row '
                            'cross join regexp_matches(whole_row::text, ''[a-z2-7]{24,}'', ''g'') m', stored);
                    end loop;
                end $$;
                """)
            return Set(try await connection.query("select distinct word from picture_words").map { try $0["word"] as String })
        }
    }
}
