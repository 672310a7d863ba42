import SharedPostgres
import Support
import Testing

@Suite(.timeLimit(.minutes(2))) struct NotificationTests {
    @Test func `a subscriber hears what is committed on its channels and nothing else`() async throws {
        try await withTestDatabase { database in
            var heard = try database.notifications(on: ["posts", "Odd \" name"]).makeAsyncIterator()
            var other = try database.notifications(on: ["orders"]).makeAsyncIterator()
            #expect(await heard.next() == .reconnected)
            #expect(await other.next() == .reconnected)
            try await database.query("select pg_notify('posts', \("leek-soup")::text), pg_notify('orders', '1'), pg_notify('silence', '2')")
            try await database.query("select pg_notify(\("Odd \" name")::text, 'heard')")
            #expect(await heard.next() == .notification(channel: "posts", payload: "leek-soup"))
            #expect(await heard.next() == .notification(channel: "Odd \" name", payload: "heard"))
            #expect(await other.next() == .notification(channel: "orders", payload: "1"))
        }
    }

    @Test func `a subscriber is told when some may have been missed`() async throws {
        try await withTestDatabase { database in
            var heard = try database.notifications(on: ["posts"]).makeAsyncIterator()
            #expect(await heard.next() == .reconnected)
            try await PoolTests.endConnections(of: database)
            #expect(await heard.next() == .reconnected)
            try await database.query("notify posts, 'after'")
            #expect(await heard.next() == .notification(channel: "posts", payload: "after"))
        }
    }

    @Test func `a subscriber that is too slow is told that it missed some`() async throws {
        try await withTestDatabase { database in
            var heard = try database.notifications(on: ["posts"]).makeAsyncIterator()
            var watcher = try database.notifications(on: ["end"]).makeAsyncIterator()
            #expect(await heard.next() == .reconnected)
            #expect(await watcher.next() == .reconnected)
            try await database.query("select pg_notify('posts', n::text) from generate_series(1, 3000) as n")
            try await database.query("notify \"end\"")
            #expect(await watcher.next() == .notification(channel: "end", payload: ""))
            for number in 1...1024 { #expect(await heard.next() == .notification(channel: "posts", payload: String(number))) }
            try await database.query("notify posts, 'after'")
            #expect(await heard.next() == .reconnected)
            #expect(await heard.next() == .notification(channel: "posts", payload: "after"))
        }
    }

    @Test func `the listener's connection goes with the last subscriber, and a shutdown ends the sequences`() async throws {
        try await withTestDatabase { database in
            func listeners() async throws -> Int {
                try await database.query(
                    "select 1 from pg_stat_activity where datname = current_database() and application_name like '% listener'"
                ).count
            }
            for _ in 0..<2 {
                do {
                    var heard = try database.notifications(on: ["posts"]).makeAsyncIterator()
                    #expect(await heard.next() == .reconnected)
                    #expect(try await listeners() == 1)
                }
                while try await listeners() > 0 { try await Task.sleep(for: .milliseconds(5)) }
            }
            let last = Task { for await _ in try database.notifications(on: ["posts"]) {} }
            while try await listeners() == 0 { try await Task.sleep(for: .milliseconds(5)) }
            await database.shutDown()
            try await last.value
            #expect(throws: PostgresError.shutDown) { try database.notifications(on: ["posts"]) }
        }
    }

    @Test func `a name that no channel can have is refused`() async throws {
        try await withTestDatabase { database in
            for name in ["", String(repeating: "x", count: 64), "a\0b"] {
                #expect(throws: PostgresError.self) { try database.notifications(on: [name]) }
            }
        }
    }
}
