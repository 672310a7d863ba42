import Foundation
import SharedPostgres

extension AccountSite {
    /// The tables in which any of `texts` stands, in any column, as text or as the bytes of it.
    func traces(of texts: [String]) async throws -> [String] {
        try await database.withConnection { connection in
            try await connection.runScript(
                """
                create or replace function pg_temp.traces(needles text[]) returns setof text language plpgsql as $$
                declare
                    name text;
                    is_there boolean;
                begin
                    for name in
                        select format('%I.%I', table_schema, table_name) from information_schema.tables
                        where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema') order by 1
                    loop
                        execute format('select exists (select from %s t, unnest($1) n where strpos(t::text, n) > 0)', name)
                            into is_there using needles;
                        if is_there then return next name; end if;
                    end loop;
                end $$
                """)
            let needles = texts + texts.map { $0.utf8.map { String(format: "%02x", $0) }.joined() }
            return try await connection.query("select found from pg_temp.traces(\(needles)) as found").map { try $0["found"] }
        }
    }
}
