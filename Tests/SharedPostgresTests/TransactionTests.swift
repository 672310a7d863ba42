import Shared
import SharedPostgres
import Support
import Testing

@Suite(.timeLimit(.minutes(2))) struct TransactionTests {
    /// Two products of a market, of which there are ten each.
    static let market = TestTemplate("stock") { database in
        try await database.withConnection {
            try await $0.runScript(
                "create table stock (product int8 primary key, left_over int8 not null); insert into stock values (1, 10), (2, 10)")
        }
    }

    static func left(_ product: Int, in database: Database) async throws -> Int {
        try #require(try await database.query("select left_over from stock where product = \(product)").first)["left_over"]
    }

    @Test func `what a transaction wrote is there after it, and the answer comes back`() async throws {
        try await withTestDatabase(Self.market) { database in
            let left = try await database.run { (transaction: borrowing Transaction) -> Int in
                let connection = try transaction.connection
                try await connection.query("update stock set left_over = left_over - 1 where product = 2")
                return try #require(
                    try await connection.query("update stock set left_over = left_over - 3 where product = 1 returning left_over").first)[
                        "left_over"]
            }
            #expect(left == 7)
            #expect(try await Self.left(1, in: database) == 7)
            #expect(try await Self.left(2, in: database) == 9)
        }
    }

    @Test func `a body that throws leaves nothing behind`() async throws {
        struct SoldOut: Error {}
        try await withTestDatabase(Self.market, configure: { $0.poolSize = 1 }) { database async throws in
            await #expect(throws: SoldOut.self) {
                try await database.run { (transaction: borrowing Transaction) in
                    try await transaction.connection.query("update stock set left_over = 0")
                    throw SoldOut()
                }
            }
            #expect(try await Self.left(1, in: database) == 10)
        }
    }

    @Test func `an error that the body keeps to itself is thrown by the commit`() async throws {
        try await withTestDatabase(Self.market, configure: { $0.poolSize = 1 }) { database async throws in
            let error = await #expect(throws: PostgresError.self) {
                try await database.run { (transaction: borrowing Transaction) in
                    let connection = try transaction.connection
                    try await connection.query("update stock set left_over = 0")
                    _ = try? await connection.query("insert into stock values (1, 1)")
                }
            }
            #expect(error?.uniqueViolation("stock_pkey") == true)
            #expect(try await Self.left(1, in: database) == 10)
        }
    }

    @Test func `a connection that was kept after its transaction does nothing any more`() async throws {
        try await withTestDatabase(Self.market, configure: { $0.poolSize = 1 }) { database in
            let kept = try await database.run { (transaction: borrowing Transaction) in try transaction.connection }
            await #expect(throws: PostgresError.ended) { try await kept.query("update stock set left_over = 0") }
            try await database.run { (transaction: borrowing Transaction) in
                await #expect(throws: PostgresError.ended) { try await kept.query("update stock set left_over = 0") }
            }
            #expect(try await Self.left(1, in: database) == 10)
        }
    }

    @Test func `a connection lent in the middle of a transaction comes back clean`() async throws {
        try await withTestDatabase(Self.market, configure: { $0.poolSize = 1 }) { database in
            try await database.withConnection { connection in
                try await connection.query("begin")
                try await connection.query("update stock set left_over = 0")
                try await connection.allow(.milliseconds(50))
            }
            try await database.query("begin")
            #expect(try await Self.left(1, in: database) == 10)
            let timeout: String = try #require(try await database.query("show statement_timeout").first)["statement_timeout"]
            #expect(timeout == "15s")
            #expect(try await require(refusal: database, "savepoint one").sqlstate == SQLState("25P01"))
        }
    }

    @Test func `a cancelled transaction is rolled back, in a statement and between two`() async throws {
        try await withTestDatabase(Self.market, configure: { $0.poolSize = 1 }) { database async throws in
            for sleeps in [true, false] {
                let wrote = Meeting(of: 2)
                let buyer = Task {
                    try await database.run { (transaction: borrowing Transaction) in
                        let connection = try transaction.connection
                        try await connection.query("update stock set left_over = 0")
                        await wrote.arrive()
                        if sleeps {
                            try await connection.query("select pg_sleep(30)")
                        } else {
                            while !Task.isCancelled { await Task.yield() }
                        }
                    }
                }
                await wrote.arrive()
                buyer.cancel()
                await #expect(throws: CancellationError.self) { try await buyer.value }
                #expect(try await Self.left(1, in: database) == 10)
            }
        }
    }

    @Test func `tasks of one transaction may ask at once`() async throws {
        try await withTestDatabase(Self.market) { database in
            let sum = try await database.run { (transaction: borrowing Transaction) -> Int in
                let connection = try transaction.connection
                return try await withThrowingTaskGroup(of: Int.self) { group in
                    for number in 1...20 {
                        group.addTask { try #require(try await connection.query("select \(number) as number").first)["number"] }
                    }
                    return try await group.reduce(0, +)
                }
            }
            #expect(sum == 210)
        }
    }

    @Test func `a transaction that dawdles is ended by the server, and nothing of it is kept`() async throws {
        try await withTestDatabase(Self.market, configure: { ($0.poolSize, $0.idleInTransactionTimeout) = (1, .milliseconds(100)) }) {
            database async throws in
            let error = await #expect(throws: PostgresError.self) {
                try await database.run { (transaction: borrowing Transaction) in
                    let connection = try transaction.connection
                    try await connection.query("update stock set left_over = 0")
                    try await Task.sleep(for: .milliseconds(400))
                    try await connection.query("select 1")
                }
            }
            #expect(error?.isConnectionLost == true, "\(String(describing: error))")
            #expect(try await Self.left(1, in: database) == 10)
        }
    }

    @Test func `another client's transaction is refused`() {
        struct Paper: TransactionCarrier {}
        let transaction = Transaction(carrier: Paper())
        #expect(throws: PostgresError.foreignTransaction) { try transaction.connection }
    }
}

extension PostgresError {
    var isConnectionLost: Bool { if case .connectionLost = self { true } else { false } }
    var isUnreachable: Bool { if case .unreachable = self { true } else { false } }
}
