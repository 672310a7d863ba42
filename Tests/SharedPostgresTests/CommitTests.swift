import Shared
import SharedPostgres
import Support
import Testing

/// Commits whose answer is late or lost.
@Suite(.serialized, .timeLimit(.minutes(2))) struct CommitTests {
    /// Orders whose commit takes half a minute.
    private static let slowOrders = """
        create table orders (id int8 primary key);
        create function dawdle() returns trigger language plpgsql as $$ begin perform pg_sleep(30); return null; end $$;
        create constraint trigger slowly after insert on orders deferrable initially deferred for each row execute function dawdle();
        """

    /// Places an order, which must fail. - Returns: with what, and how often it was tried.
    private static func failToOrder(in database: Database, before commit: @Sendable () async throws -> Void = {}) async throws -> (
        error: PostgresError?, attempts: Int
    ) {
        let attempts = Tally()
        let error = await #expect(throws: PostgresError.self) {
            try await database.run(.serializable) { (transaction: borrowing Transaction) in
                attempts.more()
                try await transaction.connection.query("insert into orders values (1)")
                try await commit()
            }
        }
        return (error, attempts.count)
    }

    private static func orders(in database: Database) async throws -> Int {
        try #require(try await database.query("select count(*) as count from orders").first)["count"]
    }

    @Test func `a commit that takes too long is of unknown outcome and is not tried again, and its connection is good for the next`()
        async throws
    {
        try await withTestDatabase(configure: { ($0.poolSize, $0.statementTimeout) = (1, .milliseconds(500)) }) { database in
            try await database.withConnection { try await $0.runScript(Self.slowOrders) }
            let (error, attempts) = try await Self.failToOrder(in: database)
            #expect(error?.isOutcomeUnknown == true, "\(String(describing: error))")
            #expect(attempts == 1)
            #expect(try await Self.orders(in: database) == 0)
        }
    }

    @Test func `a commit whose answer never comes is of unknown outcome, though it was carried out`() async throws {
        let server = try await PostgresServer.start()
        try await Relay.run(to: server, configure: { ($0.poolSize, $0.statementTimeout) = (1, .milliseconds(500)) }) { relay, database in
            try await database.query("create table orders (id int8 primary key)")
            let (error, attempts) = try await Self.failToOrder(in: database) { try await relay.hold() }
            #expect(error?.isOutcomeUnknown == true, "\(String(describing: error))")
            #expect(attempts == 1)
            #expect(try await Self.orders(in: database) == 1)
        }
        await server.remove()
    }

    @Test func `a commit during which the server crashes is of unknown outcome and is not tried again`() async throws {
        try await RestartTests.withServer { server, database in
            try await database.withConnection { try await $0.runScript(Self.slowOrders) }
            let observer = try Database(database.configuration, logger: .silent)
            async let outcome = Self.failToOrder(in: database)
            while try await PoolTests.busy(in: observer) == 0 { try await Task.sleep(for: .milliseconds(5)) }
            await observer.shutDown()
            try await server.stop(.immediate)
            let (error, attempts) = try await outcome
            #expect(error?.isOutcomeUnknown == true, "\(String(describing: error))")
            #expect(attempts == 1)
            try await server.start()
            while (try? await database.query("select 1")) == nil { try await Task.sleep(for: .milliseconds(10)) }
            #expect(try await Self.orders(in: database) == 0)
        }
    }

    @Test func `a time-out that the body keeps to itself is a time-out at the commit, too`() async throws {
        try await withTestDatabase { database async throws in
            await #expect(throws: PostgresError.timedOut(.statement)) {
                try await database.run { (transaction: borrowing Transaction) in
                    let connection = try transaction.connection
                    try await connection.allow(.milliseconds(50))
                    _ = try? await connection.query("select pg_sleep(30)")
                }
            }
            #expect(try await database.query("select 1 as one").first?["one"] == 1)
        }
    }
}

extension PostgresError {
    fileprivate var isOutcomeUnknown: Bool { if case .outcomeUnknown = self { true } else { false } }
}
