import Shared
import SharedPostgres
import Support
import Synchronization
import Testing

/// A server that is killed, frozen and started again. Each test has its own.
@Suite(.serialized, .timeLimit(.minutes(2))) struct RestartTests {
    static func withServer(
        configure: (inout PostgresConfiguration) -> Void = { _ in }, _ body: (PostgresServer, Database) async throws -> Void
    ) async throws {
        let server = try await PostgresServer.start()
        var configuration = try PostgresConfiguration(url: server.url)
        configure(&configuration)
        let database = try Database(configuration, logger: .silent)
        do { try await body(server, database) } catch {
            await database.shutDown()
            await server.remove()
            throw error
        }
        await database.shutDown()
        await server.remove()
    }

    @Test func `a server that crashes under load loses nothing that was acknowledged, and is in use again within two seconds`() async throws
    {
        try await Self.withServer { server, database in
            try await database.query("create table orders (id int8 primary key, buyer int8 not null)")
            let shop = Shop()
            let buyers = (0..<32).map { buyer in
                Task {
                    var number = 0
                    while !shop.isClosed.withLock({ $0 }) {
                        number += 1
                        let id = buyer * 1_000_000 + number
                        do {
                            switch number % 3 {
                            case 0: try await database.query("insert into orders (id, buyer) values (\(id), \(buyer))")
                            case 1:
                                try await database.run { (transaction: borrowing Transaction) in
                                    try await transaction.connection.query("insert into orders (id, buyer) values (\(id), \(buyer))")
                                }
                            default:
                                try await database.query("select buyer from orders where id = \(id)", on: .lane)
                                continue
                            }
                            shop.acknowledged.withLock { _ = $0.insert(id) }
                        } catch let error as PostgresError {
                            switch error {
                            case .connectionLost, .unreachable, .outcomeUnknown:
                                shop.failures.withLock { $0[Self.kind(error), default: 0] += 1 }
                            default: Issue.record("\(error)")
                            }
                            try await Task.sleep(for: .milliseconds(2))
                        }
                    }
                }
            }
            var recoveries: [Duration] = []
            for _ in 0..<3 {
                try await Task.sleep(for: .milliseconds(300))
                try await server.stop(.immediate)
                try await Task.sleep(for: .milliseconds(200))
                try await server.start()
                let begun = ContinuousClock.now
                for route in [Route.pool, .lane] {
                    while (try? await database.query("select 1", on: route)) == nil { try await Task.sleep(for: .milliseconds(10)) }
                }
                recoveries.append(ContinuousClock.now - begun)
            }
            // The median: other tests may hold the machine for a while.
            #expect(recoveries.sorted()[1] < .seconds(2))
            try await Task.sleep(for: .milliseconds(200))
            shop.isClosed.withLock { $0 = true }
            for buyer in buyers { try await buyer.value }
            let stored = Set(try await database.query("select id from orders").map { try $0["id"] as Int })
            let missing = shop.acknowledged.withLock { $0.subtracting(stored) }
            #expect(missing.isEmpty && !stored.isEmpty)
            #expect(shop.failures.withLock { $0["lost", default: 0] } > 0, "somebody must have been in flight")
        }
    }

    /// What the buyers were told, and whether they are to go home.
    private final class Shop: Sendable {
        let acknowledged = Mutex<Set<Int>>([])
        let failures = Mutex<[String: Int]>([:])
        let isClosed = Mutex(false)
    }

    private static func kind(_ error: PostgresError) -> String {
        switch error {
        case .connectionLost: "lost"
        case .outcomeUnknown: "unknown"
        default: "unreachable"
        }
    }

    @Test func `a transaction whose server crashes is lost as a whole`() async throws {
        try await Self.withServer { server, database in
            try await database.query("create table orders (id int8 primary key)")
            let error = await #expect(throws: PostgresError.self) {
                try await database.run { (transaction: borrowing Transaction) in
                    let connection = try transaction.connection
                    try await connection.query("insert into orders values (1)")
                    try await server.stop(.immediate)
                    try await server.start()
                    try await connection.query("insert into orders values (2)")
                }
            }
            #expect(error?.isConnectionLost == true, "\(String(describing: error))")
            #expect(try await database.query("select count(*) as count from orders").first?["count"] == 0)
        }
    }

    @Test func `a server that is not there is reported at once, on every road`() async throws {
        try await Self.withServer { server, database in
            try await server.stop(.fast)
            let begun = ContinuousClock.now
            for _ in 0..<20 {
                for route in [Route.pool, .lane] {
                    let error = await #expect(throws: PostgresError.self) { try await database.query("select 1", on: route) }
                    #expect(error?.isUnreachable == true, "\(String(describing: error))")
                }
                let error = await #expect(throws: PostgresError.self) { try await database.run { (transaction: borrowing Transaction) in } }
                #expect(error?.isUnreachable == true)
            }
            #expect(ContinuousClock.now - begun < .seconds(2))
        }
    }

    @Test func `a subscriber survives a restart and is told of it`() async throws {
        try await Self.withServer { server, database in
            var heard = try database.notifications(on: ["posts"]).makeAsyncIterator()
            #expect(await heard.next() == .reconnected)
            try await server.stop(.immediate)
            try await server.start()
            #expect(await heard.next() == .reconnected)
            while (try? await database.query("notify posts, 'again'")) == nil { try await Task.sleep(for: .milliseconds(20)) }
            #expect(await heard.next() == .notification(channel: "posts", payload: "again"))
        }
    }

    @Test func `a server that hangs is given up, cancellation is heeded, and it serves again when it wakes`() async throws {
        try await Self.withServer(configure: {
            ($0.poolSize, $0.statementTimeout, $0.connectTimeout) = (2, .milliseconds(200), .seconds(1))
        }) { server, database in
            for route in [Route.pool, .lane] { try await database.query("select 1", on: route) }
            let patient = Task { try await database.query("select pg_sleep(0.1)") }
            try await Task.sleep(for: .milliseconds(20))
            try await server.freeze(true)
            let impatient = Task { try await database.query("select 1", on: .lane) }
            try await Task.sleep(for: .milliseconds(20))
            impatient.cancel()
            await #expect(throws: CancellationError.self) { try await impatient.value }
            let lane = await #expect(throws: PostgresError.self) { try await database.query("select 1", on: .lane) }
            #expect(lane?.isConnectionLost == true, "\(String(describing: lane))")
            let pool = await #expect(throws: PostgresError.self) { try await patient.value }
            #expect(pool?.isConnectionLost == true, "\(String(describing: pool))")
            try await server.freeze(false)
            let begun = ContinuousClock.now
            for route in [Route.pool, .lane] {
                while (try? await database.query("select 1", on: route)) == nil { try await Task.sleep(for: .milliseconds(10)) }
            }
            #expect(ContinuousClock.now - begun < .seconds(2))
        }
    }
}
