import Shared
import SharedPostgres
import Support
import Testing

@Suite(.timeLimit(.minutes(2))) struct StatementTests {
    @Test func `a statement says how many rows it changed`() async throws {
        try await withTestDatabase { database in
            try await database.query("create table posts (id int8 primary key, title text)")
            let inserted = try await database.query("insert into posts (id, title) select n, 'Post ' || n from generate_series(1, 5) as n")
            let updated = try await database.query("update posts set title = 'Soup' where id > \(3) returning id")
            #expect(inserted.affected == 5 && inserted.isEmpty)
            #expect(updated.affected == 2 && updated.count == 2)
            #expect(try await database.query("delete from posts where id = \(99)").affected == 0)
        }
    }

    @Test func `a value is never part of the statement`() async throws {
        try await withTestDatabase { database in
            try await database.query("create table posts (title text)")
            let title = "'); drop table posts; --"
            try await database.query("insert into posts (title) values (\(title))")
            #expect(try await database.query("select title from posts").first?["title"] == title)
        }
        let slug = "leek-soup"
        #expect("\("select 1 where slug = \(slug) and id = any(\([1]))" as SQL)" == "select 1 where slug = $1 and id = any($2)")
    }

    @Test func `the server's refusal says what, where and by which constraint`() async throws {
        try await withTestDatabase { database in
            try await database.withConnection {
                try await $0.runScript(
                    """
                    create schema market;
                    create table market.shops (id int8 primary key);
                    create table market.products (
                      id int8 primary key, slug text not null constraint products_slug_key unique,
                      shop int8 constraint products_shop_fkey references market.shops, price int8 constraint products_price_check check (price >= 0));
                    insert into market.products (id, slug, price) values (1, 'leek', 100);
                    """)
            }
            let duplicate = try await require(refusal: database, "insert into market.products (id, slug) values (\(2), \("leek"))")
            #expect(duplicate.sqlstate == .uniqueViolation && duplicate.constraint == "products_slug_key" && duplicate.schema == "market")
            #expect(duplicate.isUniqueViolation(of: "products_slug_key") && !duplicate.isUniqueViolation(of: "products_pkey"))
            #expect(PostgresError.server(duplicate).uniqueViolation("products_slug_key"))
            #expect(duplicate.detail == "Key (slug)=(leek) already exists." && duplicate.table == "products")
            let stray = try await require(refusal: database, "update market.products set shop = \(7)")
            #expect(stray.isForeignKeyViolation(of: "products_shop_fkey"))
            #expect(
                try await require(refusal: database, "update market.products set price = \(-1)").isCheckViolation(
                    of: "products_price_check"))
            let missing = try await require(refusal: database, "update market.products set slug = null")
            #expect(missing.sqlstate == .notNullViolation && missing.column == "slug")
            #expect(try await require(refusal: database, "select * from market.stalls").sqlstate == .undefinedTable)
            #expect(try await require(refusal: database, "selec 1").sqlstate == SQLState("42601"))
            #expect(
                try await database.query("select count(*) as count from market.products").first?["count"] == 1, "the connections still work"
            )
        }
    }

    @Test func `more statements than a connection keeps prepared all work, again and again`() async throws {
        try await withTestDatabase(configure: { $0.poolSize = 1 }) { database in
            for route in [Route.pool, .lane] {
                for _ in 0..<2 {
                    for round in 0..<300 {
                        let answer: Int = try #require(try await database.query(Self.statement(round), on: route).first)["answer"]
                        #expect(answer == round)
                    }
                }
            }
            let kept: Int = try #require(try await database.query("select count(*) as count from pg_prepared_statements").first)["count"]
            #expect((200...257).contains(kept))
        }
    }

    /// One of 512 statements: each of nine parameters is an int4 or an int8.
    private static func statement(_ number: Int) -> SQL {
        func zero(_ bit: Int) -> any PostgresEncodable { number >> bit & 1 == 0 ? Int32(0) : 0 }
        return sum(number, zero(0), zero(1), zero(2), zero(3), zero(4), zero(5), zero(6), zero(7), zero(8))
    }

    private static func sum(
        _ number: Int, _ a: some PostgresEncodable, _ b: some PostgresEncodable, _ c: some PostgresEncodable, _ d: some PostgresEncodable,
        _ e: some PostgresEncodable, _ f: some PostgresEncodable, _ g: some PostgresEncodable, _ h: some PostgresEncodable,
        _ i: some PostgresEncodable
    ) -> SQL { "select \(number) + \(a) + \(b) + \(c) + \(d) + \(e) + \(f) + \(g) + \(h) + \(i) as answer" }

    @Test func `a statement that a migration outdated is prepared again, on pool and lane, and in a transaction`() async throws {
        try await withTestDatabase(configure: { $0.poolSize = 1 }) { database in
            try await database.query("create table posts (id int8 primary key, title text)")
            try await database.query("insert into posts values (1, 'Leek soup')")
            let read: @Sendable (Route) async throws -> PostgresRows = {
                try await database.query("select * from posts where id = \(1)", on: $0)
            }
            for route in [Route.pool, .lane] { #expect(try await read(route).first?["title"] == "Leek soup") }
            let migrator = try Database(database.configuration, logger: .silent)
            try await migrator.query("alter table posts add column draft bool default false")
            for route in [Route.pool, .lane] { #expect(try await read(route).first?["draft"] == false) }
            try await migrator.query("alter table posts add column words int8 default 7")
            let words = try await database.run { (transaction: borrowing Transaction) -> Int in
                try #require(try await transaction.connection.query("select * from posts where id = \(1)").first)["words"]
            }
            #expect(words == 7)
            await migrator.shutDown()
        }
    }

    @Test func `a statement that somebody deallocated is prepared again`() async throws {
        try await withTestDatabase(configure: { $0.poolSize = 1 }) { database in
            let ask: @Sendable () async throws -> Int? = { try await database.query("select \(1) + 1 as two").first?["two"] }
            #expect(try await ask() == 2)
            try await database.withConnection { try await $0.runScript("deallocate all") }
            #expect(try await ask() == 2)
        }
    }

    @Test func `what cannot run as one statement says what to use instead`() async throws {
        try await withTestDatabase { database in
            try await database.query("create table notes (body text)")
            await #expect(throws: PostgresError.misuse(reason: "COPY runs through PostgresConnection.copy")) {
                try await database.query("copy notes from stdin")
            }
            #expect(try await require(refusal: database, "select 1; select 2").sqlstate == SQLState("42601"))
            #expect(try await database.query("select 1 as one").first?["one"] == 1)
        }
    }

    @Test func `the address of a database is read or refused with an example`() throws {
        let whole = try PostgresConfiguration(url: "postgres://rose:secret@db.internal:5433/rose_ash?sslmode=require")
        #expect("\(whole)" == "rose_ash at db.internal:5433")
        #expect("\(try PostgresConfiguration(url: "postgresql:///rose_ash?host=/run/postgresql"))" == "rose_ash at /run/postgresql")
        #expect(whole.connections == 6)
        for (url, reason) in [
            ("", "it is empty"), ("mysql://localhost/x", "it does not begin with postgres://"),
            ("postgres://localhost", "it names no database"),
            ("postgres://rose:secret@db/x?colour=pink", "invalid URI query parameter:"),
        ] {
            let error = #expect(throws: PostgresURLError.self) { try PostgresConfiguration(url: url) }
            #expect(error?.reason.hasPrefix(reason) == true, "\(error?.reason ?? "")")
            #expect(error.map { "\($0)" }?.contains("secret@localhost:5432") == true)
        }
        let spoiled = #expect(throws: PostgresURLError.self) { try PostgresConfiguration(url: "postgres://rose:s3cr%ZZt@db/x") }
        #expect(spoiled.map { "\($0)" }?.contains("s3cr") == false, "a password is never quoted")
    }
}

/// The server's refusal of a statement.
func require(refusal database: Database, _ sql: SQL) async throws -> ServerError {
    do {
        try await database.query(sql)
    } catch let error as PostgresError {
        return try #require(error.serverError, "\(error)")
    }
    throw Unexpected.success
}

enum Unexpected: Error { case success }
