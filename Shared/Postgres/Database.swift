package import Logging
import ServiceLifecycle
import Shared

/// Where a statement runs.
package enum Route: Sendable {
    /// A connection of its own while it runs: writes, and everything that may take its time.
    case pool
    /// The one connection that all share, pipelined: reads by key, read-only, at most 250 ms (``PostgresConfiguration/laneTimeout``). A
    /// slow one delays all behind it.
    case lane
}

/// The platform's database: a pool of connections, the lane and the listener, all opened at first use and again whenever the server has
/// been away.
package final class Database: Transactions, Service, Sendable {
    package let configuration: PostgresConfiguration
    let pool: Pool
    private let lane: Lane
    private let listener: Listener

    /// - Throws: ``PostgresError/unreachable(reason:)`` when the process has no descriptors left. The server is not asked yet.
    package init(_ configuration: PostgresConfiguration, logger: Logger) throws {
        self.configuration = configuration
        let meters = PostgresMeters()
        pool = Pool(configuration, logger: logger, meters: meters)
        lane = try Lane(configuration, logger: logger, meters: meters)
        listener = try Listener(configuration, logger: logger)
    }

    /// Runs one statement, outside a transaction.
    ///
    /// Cancelling the task on the pool cancels the statement; on the lane it abandons the answer.
    /// - Throws: ``PostgresError``, `CancellationError`.
    @discardableResult
    package func query(_ sql: SQL, on route: Route = .pool) async throws -> PostgresRows {
        switch route {
        case .pool: try await borrowing { session in try await session.once(sql, returningTo: self.pool) }
        case .lane: try await lane.query(sql)
        }
    }

    /// Notifications on `channels`, until the sequence is let go or the database is shut down, which ends it. The first element is
    /// ``PostgresNotification/reconnected``.
    /// - Throws: ``PostgresError/misuse(reason:)`` for a name that no channel can have; ``PostgresError/shutDown``.
    package func notifications(on channels: [String]) throws -> AsyncStream<PostgresNotification> {
        try listener.notifications(on: channels)
    }

    /// Runs `work` with a connection of its own and no transaction, for what belongs to a session.
    @discardableResult
    package func withConnection<Answer: Sendable>(_ work: @Sendable (PostgresConnection) async throws -> Answer) async throws -> Answer {
        let connection = try await borrowing { session in try await self.givingBack(session) { try await session.lend() } }
        do {
            let answer = try await work(connection)
            await connection.session.rollBack(connection.lease, returningTo: pool)
            return answer
        } catch {
            await connection.session.rollBack(connection.lease, returningTo: pool)
            throw error
        }
    }

    /// Runs until the process is asked to stop, then waits for what is under way and closes the connections.
    package func run() async throws {
        try? await gracefulShutdown()
        await shutDown()
    }

    /// Refuses new work, waits for what is under way, at most ``PostgresConfiguration/drainTimeout``, and closes the connections.
    package func shutDown() async {
        let deadline = ContinuousClock.now + configuration.drainTimeout
        async let lane: Void = lane.shutDown(by: deadline)
        async let listener: Void = listener.shutDown(by: deadline)
        await pool.shutDown(by: deadline)
        _ = await (lane, listener)
    }

    /// Takes a connection and begins `work` with it. One that turns out to have died while idle is dropped and the next one is tried.
    func borrowing<Answer: Sendable>(_ work: (PostgresSession) async throws -> Answer) async throws -> Answer {
        var reason = ""
        for _ in 0...configuration.poolSize + 1 {
            let session = try await pool.take()
            do { return try await work(session) } catch let error as NothingSent { reason = error.reason }
        }
        throw PostgresError.unreachable(reason: reason)
    }

    /// Gives the connection back when `begin` fails.
    func givingBack<Answer: Sendable>(_ session: PostgresSession, _ begin: () async throws -> Answer) async throws -> Answer {
        do { return try await begin() } catch {
            await session.abandon(returningTo: pool)
            throw error
        }
    }
}
