import Foundation
import Shared
import SharedPostgres
import Support
import Testing

enum TicketState: String, CaseIterable, PostgresCodable { case held, confirmed, cancelled }

/// Every type goes to the server and back, with its extremes; the server says what it received.
@Suite(.timeLimit(.minutes(2))) struct ValueTests {
    @Test func `numbers keep their extremes`() async throws {
        try await withTestDatabase { database in
            for (small, medium, large) in [(Int16.min, Int32.min, Int64.min), (0, 0, 0), (.max, .max, .max)] {
                let rows = try await database.query(
                    "select \(small) as small, \(medium) as medium, \(large) as large, \(large)::text as written")
                let row = try #require(rows.first)
                #expect(try row["small"] == small && row["medium"] == medium && row["large"] == large && row["written"] == String(large))
                #expect(try row["small"] == Int(small), "a narrower column is read as a wider integer")
            }
            for number in [0, -0.0, 1.5, Double.greatestFiniteMagnitude, .leastNonzeroMagnitude, .infinity, -.infinity, .pi] {
                let read: Double = try #require(try await database.query("select \(number) as number").first)["number"]
                #expect(read.bitPattern == number.bitPattern)
            }
            let row = try #require(try await database.query("select \(Double.nan) as strange, 1.5::float4 as single, 7::oid as oid").first)
            #expect((try row["strange"] as Double).isNaN)
            #expect(try row["single"] == 1.5 && row["oid"] == 7)
        }
    }

    @Test func `text keeps every character`() async throws {
        try await withTestDatabase { database in
            let texts = [
                "", "Leek & potato soup", "naïve — 日本語 👩🏽‍🍳 \u{1}\u{7F}\u{FEFF}", "quote ' \" \\ $1 {a,b} %s",
                String(repeating: "é", count: 70_000),
            ]
            for text in texts {
                let rows = try await database.query(
                    "select \(text)::text as plain, \(text)::varchar as limited, octet_length(\(text)::text) as bytes, array[\(text)::text] as list"
                )
                let row = try #require(rows.first)
                #expect(try row["plain"] == text && row["limited"] == text && row["bytes"] == text.utf8.count && row["list"] == [text])
            }
        }
    }

    @Test func `text fits jsonb, uuid, enum and domain columns as it is`() async throws {
        try await withTestDatabase { database in
            try await database.withConnection {
                try await $0.runScript(
                    """
                    create type ticket_state as enum ('held', 'confirmed', 'cancelled');
                    create domain short as text check (length(value) < 20);
                    create table kinds (id uuid, body jsonb, plain json, state ticket_state, states ticket_state[], name short, code char(4));
                    """)
            }
            let (id, json) = (UUID(), #"{"a": [1, "two"]}"#)
            try await database.query(
                """
                insert into kinds values (\(id.uuidString), \(json), \(json), \(TicketState.held), \(TicketState.allCases)::ticket_state[], \("soup"), \("ab"))
                """)
            let row = try #require(try await database.query("select * from kinds where state = \(TicketState.held)").first)
            #expect(try row["id"] == id && row["body"] == json && row["plain"] == json && row["state"] == TicketState.held)
            #expect(try row["states"] == TicketState.allCases && row["states"] == ["held", "confirmed", "cancelled"])
            #expect(try row["name"] == "soup" && row["code"] == "ab  ")
        }
    }

    /// Debian's server brings the extension; the one of a Python package, which `make test` also runs, does not.
    @Test(.enabled("the server brings citext") { try await offers("citext") })
    func `text fits citext columns as it is`() async throws {
        try await withTestDatabase { database in
            try await database.withConnection {
                try await $0.runScript("create extension citext; create table kinds (loose citext)")
            }
            try await database.query("insert into kinds values (\("Leek"))")
            let row = try #require(try await database.query("select loose from kinds where loose = \("LEEK")").first)
            #expect(try row["loose"] == "Leek")
        }
    }

    private static func offers(_ extensionName: String) async throws -> Bool {
        try await withTestDatabase { database in
            try await database.query("select from pg_available_extensions where name = \(extensionName)").isEmpty == false
        }
    }

    @Test func `bytes, flags, identities, slugs and currencies come back as they went`() async throws {
        try await withTestDatabase { database in
            for bytes in [[], [0], Array(UInt8.min...UInt8.max)] as [[UInt8]] {
                let row = try #require(try await database.query("select \(bytes) as bytes, length(\(bytes)) as count").first)
                #expect(try row["bytes"] == bytes && row["count"] == bytes.count)
            }
            let (id, slug) = (ID<Person>(), try #require(Slug("leek-soup")))
            let rows = try await database.query(
                "select \(id) as id, \(id)::text as written, \(slug)::text as slug, \(true) as yes, \(false) as no, \(Currency.gbp)::text as currency"
            )
            let row = try #require(rows.first)
            #expect(try row["id"] == id && row["written"] == id.description && row["slug"] == slug)
            #expect(try row["yes"] == true && row["no"] == false && row["currency"] == Currency.gbp)
        }
    }

    @Test func `moments keep their microseconds from one end of the calendar to the other`() async throws {
        try await withTestDatabase { database in
            let moments: [(seconds: Double, written: String)] = [
                (0, "1970-01-01 00:00:00+00"), (951_782_400.123456, "2000-02-29 00:00:00.123456+00"),
                (946_684_799.999999, "1999-12-31 23:59:59.999999+00"), (-62_135_596_800, "0001-01-01 00:00:00+00"),
                (253_402_300_799, "9999-12-31 23:59:59+00"), (1_792_800_000.5, "2026-10-24 00:00:00.5+00"),
            ]
            for moment in moments {
                let date = Date(timeIntervalSince1970: moment.seconds)
                let row = try #require(try await database.query("select \(date) as date, \(date)::text as written").first)
                #expect(try row["written"] == moment.written)
                let read: Date = try row["date"]
                #expect(abs(read.timeIntervalSince(date)) < 0.000_000_5)
            }
            let row = try #require(
                try await database.query("select 'infinity'::timestamptz as never, '-infinity'::timestamptz as always").first)
            let (never, always): (Date, Date) = (try row["never"], try row["always"])
            #expect(never.timeIntervalSinceReferenceDate == .infinity && always.timeIntervalSinceReferenceDate == -.infinity)
            let back = try await database.query("select \(never)::text as never, \(always)::text as always").first
            #expect(try back?["never"] == "infinity" && back?["always"] == "-infinity")
        }
    }

    @Test func `arrays bind as arrays, with NULLs inside, and empty`() async throws {
        try await withTestDatabase { database in
            let ids = (0..<3).map { _ in ID<Person>() }
            let names = ["Maya", "Omar", "{\"odd\",NULL}", ""]
            let rows = try await database.query(
                "select id, name from unnest(\(ids), \(names.prefix(3).map(\.self))) as people (id, name) where id = any(\(Array(ids.dropFirst()))) order by id"
            )
            #expect(try rows.map { try $0["id"] as ID<Person> } == ids.dropFirst().sorted())
            let row = try #require(
                try await database.query(
                    """
                    select \(names) as names, \([1, nil, 3] as [Int?]) as gaps, \([] as [Int]) as none, \([[1, 2], [], [255]] as [[UInt8]]) as blobs,
                      \([true, false]) as flags, \([1.5, .infinity]) as reals, \([Date(timeIntervalSince1970: 0)]) as dates, \([Int16.max]) as small
                    """
                ).first)
            #expect(try row["names"] == names && row["gaps"] == [1, nil, 3] as [Int?] && row["none"] == [] as [Int])
            #expect(
                try row["blobs"] == [[1, 2], [], [255]] as [[UInt8]] && row["flags"] == [true, false] && row["reals"] == [1.5, .infinity])
            #expect(try row["dates"] == [Date(timeIntervalSince1970: 0)] && row["small"] == [Int(Int16.max)])
            #expect(throws: PostgresError.decoding(column: "gaps", reason: .unexpectedNull)) { try row["gaps"] as [Int] }
        }
    }

    @Test func `nothing is NULL and NULL is nothing`() async throws {
        try await withTestDatabase { database in
            let (name, count, date, bytes, list): (String?, Int?, Date?, [UInt8]?, [Int]?) = (nil, nil, nil, nil, nil)
            let rows = try await database.query(
                "select \(name)::text as name, \(count) as count, \(date) as date, \(bytes) as bytes, \(list) as list, '' as empty")
            let row = try #require(rows.first)
            #expect(try row["name"] == name && row["count"] == count && row["date"] == date && row["bytes"] == bytes && row["list"] == list)
            #expect(try row["empty"] == Optional("") && row["empty"] == "")
            #expect(throws: PostgresError.decoding(column: "count", reason: .unexpectedNull)) { try row["count"] as Int }
        }
    }

    @Test func `ten megabytes go and come back, as one value and as many rows`() async throws {
        try await withTestDatabase { database in
            var bytes = [UInt8](repeating: 7, count: 10_000_000)
            for index in stride(from: 0, to: bytes.count, by: 65_521) { bytes[index] = UInt8(truncatingIfNeeded: index / 65_521) }
            let read: [UInt8] = try #require(try await database.query("select \(bytes) as bytes").first)["bytes"]
            let isSame = read == bytes
            #expect(isSame)
            let rows = try await database.query("select n, repeat('x', 100) as filling from generate_series(1, 100000) as n")
            #expect(rows.count == 100_000)
            #expect(try rows.last?["n"] == 100_000)
            #expect(try rows[50_000]["filling"] == String(repeating: "x", count: 100))
        }
    }
}
