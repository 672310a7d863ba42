import Shared
import SharedPostgres
import Support
import Testing

@Suite(.timeLimit(.minutes(2))) struct PoolTests {
    @Test func `a statement whose task is cancelled stops on the server, and the connection is good for the next`() async throws {
        try await withTestDatabase(configure: { $0.poolSize = 1 }) { database in
            let process: Int = try #require(try await database.query("select pg_backend_pid() as pid").first)["pid"]
            for _ in 0..<5 {
                let reader = Task { try await database.query("select pg_sleep(30)") }
                try await Task.sleep(for: .milliseconds(30))
                let begun = ContinuousClock.now
                reader.cancel()
                await #expect(throws: CancellationError.self) { try await reader.value }
                #expect(ContinuousClock.now - begun < .seconds(10))
                #expect(try await database.query("select pg_backend_pid() as pid").first?["pid"] == process)
            }
        }
    }

    @Test func `connections that wait for the server leave the cooperative threads to others`() async throws {
        try await withTestDatabase(configure: { $0.poolSize = 12 }) { database in
            let served = Tally()
            let sleepers = Task {
                try await withThrowingTaskGroup { group in
                    for _ in 0..<12 { group.addTask { try await database.query("select pg_sleep(5)") } }
                    try await group.waitForAll()
                }
                served.more()
            }
            // It takes a cooperative thread to see them all asleep.
            let observer = try Database(database.configuration, logger: .silent)
            while try await Self.busy(in: observer) < 12 { try await Task.sleep(for: .milliseconds(5)) }
            #expect(served.count == 0)
            sleepers.cancel()
            await #expect(throws: CancellationError.self) { try await sleepers.value }
            await observer.shutDown()
        }
    }

    @Test func `a cancellation never hits the next statement`() async throws {
        try await withTestDatabase(configure: { $0.poolSize = 1 }) { database in
            for round in 0..<200 {
                let reader = Task { try await database.query("select pg_sleep(0.001)") }
                if round % 2 == 0 { try await Task.sleep(for: .microseconds(900 + round * 2)) }
                reader.cancel()
                _ = await reader.result
                #expect(try await database.query("select \(round) as round").first?["round"] == round)
            }
        }
    }

    @Test func `a statement that takes too long is stopped and says so`() async throws {
        try await withTestDatabase(configure: { ($0.poolSize, $0.statementTimeout) = (1, .milliseconds(100)) }) { database in
            await #expect(throws: PostgresError.timedOut(.statement)) { try await database.query("select pg_sleep(30)") }
            try await database.run { (transaction: borrowing Transaction) in
                try await transaction.connection.allow(.seconds(5))
                try await transaction.connection.query("select pg_sleep(0.2)")
            }
            await #expect(throws: PostgresError.timedOut(.statement)) { try await database.query("select pg_sleep(30)") }
        }
    }

    @Test func `a connection that an operator ended while it was idle is replaced before it is used`() async throws {
        try await withTestDatabase { database in
            try await withThrowingTaskGroup { group in
                for _ in 0..<4 { group.addTask { try await database.query("select pg_sleep(0.05)") } }
                try await group.waitForAll()
            }
            try await Self.endConnections(of: database)
            try await database.query("create table visits (n int8)")
            for n in 0..<8 { try await database.query("insert into visits values (\(n))") }
            #expect(try await database.query("select count(*) as count from visits").first?["count"] == 8)
        }
    }

    @Test func `a statement whose connection an operator ends is told that it was lost`() async throws {
        try await withTestDatabase { database in
            let reader = Task { try await database.query("select pg_sleep(30)") }
            let buyer = Task {
                try await database.run { (transaction: borrowing Transaction) in
                    try await transaction.connection.query("select pg_sleep(30)")
                }
            }
            while try await Self.busy(in: database) < 2 { try await Task.sleep(for: .milliseconds(5)) }
            try await Self.endConnections(of: database)
            for task in [Task { try await reader.value.affected }, Task { try await buyer.value.affected }] {
                let error = await #expect(throws: PostgresError.self) { try await task.value }
                #expect(error?.isConnectionLost == true)
            }
            #expect(try await database.query("select 1 as one").first?["one"] == 1)
        }
    }

    /// How many sleeping statements the server is busy with.
    static func busy(in database: Database) async throws -> Int {
        try await database.query(
            "select 1 from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep'"
        ).count
    }

    /// Ends all its connections but the one that asks, as an operator would.
    static func endConnections(of database: Database) async throws {
        let operatorsOwn = try Database(database.configuration, logger: .silent)
        try await operatorsOwn.query(
            "select pg_terminate_backend(pid, 2000) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()")
        await operatorsOwn.shutDown()
    }

    @Test func `a shutdown waits for what is under way and refuses what comes after`() async throws {
        try await withTestDatabase(configure: { $0.laneTimeout = .seconds(5) }) { database in
            let slow = Task {
                try await database.query("select 1 as one from pg_sleep(1)").first?["one"] as Int?
            }
            let quick = Task {
                try await database.query("select 2 as two from pg_sleep(1)", on: .lane).first?["two"] as Int?
            }
            while try await Self.busy(in: database) < 2 { try await Task.sleep(for: .milliseconds(5)) }
            let begun = ContinuousClock.now
            await database.shutDown()
            #expect((.milliseconds(100)...(.seconds(9))).contains(ContinuousClock.now - begun))
            #expect(try await slow.value == 1)
            #expect(try await quick.value == 2)
            for route in [Route.pool, .lane] {
                await #expect(throws: PostgresError.shutDown) { try await database.query("select 1", on: route) }
            }
            await #expect(throws: PostgresError.shutDown) { try await database.run { (transaction: borrowing Transaction) in } }
            let observer = try Database(database.configuration, logger: .silent)
            let others = try await observer.query(
                "select 1 from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()")
            #expect(others.isEmpty)
            await observer.shutDown()
        }
    }
}
