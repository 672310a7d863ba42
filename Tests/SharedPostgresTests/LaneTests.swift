import Shared
import SharedPostgres
import Support
import Testing

@Suite(.timeLimit(.minutes(2))) struct LaneTests {
    static let posts = TestTemplate("posts") { database in
        try await database.query("create table posts (id int8 primary key, title text not null)")
        try await database.query("insert into posts select n, 'Post ' || n from generate_series(0, 999) as n")
    }

    @Test func `sixty-four readers each get their own answers, over one connection`() async throws {
        try await withTestDatabase(Self.posts) { database in
            let processes = try await withThrowingTaskGroup(of: Set<Int>.self) { group in
                for reader in 0..<64 {
                    group.addTask {
                        var seen: Set<Int> = []
                        for round in 0..<200 {
                            let id = (reader * 31 + round * 7) % 1000
                            let rows = try await database.query(
                                "select id, title, pg_backend_pid() as pid from posts where id = \(id)", on: .lane)
                            let row = try #require(rows.first)
                            #expect(try row["id"] == id && row["title"] == "Post \(id)")
                            seen.insert(try row["pid"])
                        }
                        return seen
                    }
                }
                return try await group.reduce(into: Set<Int>()) { $0.formUnion($1) }
            }
            #expect(processes.count == 1)
        }
    }

    @Test func `a slow read is cut at a quarter of a second and the others go on`() async throws {
        try await withTestDatabase(Self.posts) { database in
            _ = try await database.query("select 1", on: .lane)
            let begun = ContinuousClock.now
            let slow = Task { try await database.query("select pg_sleep(30)", on: .lane) }
            try await Task.sleep(for: .milliseconds(20))
            try await withThrowingTaskGroup { group in
                for id in 0..<50 {
                    group.addTask { () async throws in
                        #expect(
                            try await database.query("select title from posts where id = \(id)", on: .lane).first?["title"] == "Post \(id)")
                    }
                }
                try await group.waitForAll()
            }
            await #expect(throws: PostgresError.timedOut(.statement)) { try await slow.value }
            #expect((.milliseconds(230)...(.seconds(15))).contains(ContinuousClock.now - begun))
        }
    }

    @Test func `a reader who leaves gets no answer, and the neighbours get theirs`() async throws {
        try await withTestDatabase(Self.posts) { database in
            try await withThrowingTaskGroup { group in
                for round in 0..<5 {
                    let leaver = Task { try await database.query("select pg_sleep(0.2)", on: .lane) }
                    for id in 0..<20 {
                        group.addTask { () async throws in
                            let id = round * 20 + id
                            #expect(try await database.query("select id from posts where id = \(id)", on: .lane).first?["id"] == id)
                        }
                    }
                    try await Task.sleep(for: .milliseconds(2))
                    leaver.cancel()
                    await #expect(throws: CancellationError.self) { try await leaver.value }
                }
                try await group.waitForAll()
            }
            let gone = Task {
                withUnsafeCurrentTask { $0?.cancel() }
                return try await database.query("select 1", on: .lane)
            }
            await #expect(throws: CancellationError.self) { try await gone.value }
        }
    }

    @Test func `a refused read spares its neighbours`() async throws {
        try await withTestDatabase(Self.posts) { database in
            try await withThrowingTaskGroup { group in
                for id in 0..<100 {
                    group.addTask { () async throws in
                        #expect(try await database.query("select id from posts where id = \(id)", on: .lane).first?["id"] == id)
                    }
                    group.addTask {
                        let error = await #expect(throws: PostgresError.self) {
                            try await database.query("select 1 / (\(id) - \(id))", on: .lane)
                        }
                        #expect(error?.serverError?.sqlstate == SQLState("22012"))
                    }
                    group.addTask {
                        let error = await #expect(throws: PostgresError.self) {
                            try await database.query("select nothing from posts where id = \(id)", on: .lane)
                        }
                        #expect(error?.serverError?.sqlstate == SQLState("42703"))
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    @Test func `the lane cannot write`() async throws {
        try await withTestDatabase(Self.posts) { database async throws in
            let error = await #expect(throws: PostgresError.self) {
                try await database.query("delete from posts where id = \(1)", on: .lane)
            }
            #expect(error?.serverError?.sqlstate == .readOnlyTransaction)
            #expect(try await database.query("select count(*) as count from posts").first?["count"] == 1000)
        }
    }

    @Test func `large questions and large answers cross each other`() async throws {
        try await withTestDatabase(Self.posts, configure: { ($0.laneTimeout, $0.poolTimeout) = (.seconds(10), .seconds(60)) }) { database in
            let bytes = [UInt8](repeating: 7, count: 3_000_000)
            try await withThrowingTaskGroup { group in
                for number in 0..<12 {
                    group.addTask {
                        let row = try #require(try await database.query("select \(bytes) as bytes, \(number) as number", on: .lane).first)
                        #expect(try row["number"] == number && (row["bytes"] as [UInt8]).count == bytes.count)
                    }
                    group.addTask { () async throws in
                        #expect(try await database.query("select id from posts where id = \(number)", on: .lane).first?["id"] == number)
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    @Test func `reads whose connection an operator ends are told so, and the next ones are served`() async throws {
        try await withTestDatabase(Self.posts, configure: { $0.laneTimeout = .seconds(60) }) { database in
            _ = try await database.query("select 1", on: .lane)
            let reader = Task { try await database.query("select pg_sleep(30)", on: .lane) }
            while try await PoolTests.busy(in: database) == 0 { try await Task.sleep(for: .milliseconds(5)) }
            try await PoolTests.endConnections(of: database)
            let error = await #expect(throws: PostgresError.self) { try await reader.value }
            #expect(error?.isConnectionLost == true, "\(String(describing: error))")
            #expect(try await database.query("select title from posts where id = 1", on: .lane).first?["title"] == "Post 1")
        }
    }
}
