import Logging

/// One connection of the pool: an actor on a thread of its own, which it blocks while it waits for the server.
///
/// Over 200 lines: what may follow what on one connection is one state, which no other file may touch.
actor PostgresSession {
    private let executor: ThreadExecutor
    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    nonisolated let configuration: PostgresConfiguration
    private let interrupt: Interrupt
    private let logger: Logger
    private var wire: Wire?
    /// Counts borrowings, so that one who kept the connection after its transaction cannot use it.
    private var lease: UInt64 = 0
    private var isCopying = false
    /// The first error of the current transaction.
    private var failure: PostgresError?

    /// Connects.
    /// - Throws: ``PostgresError/unreachable(reason:)``.
    static func open(_ configuration: PostgresConfiguration, logger: Logger) async throws -> PostgresSession {
        let session = PostgresSession(
            executor: try ThreadExecutor.start(), interrupt: try Interrupt(), configuration: configuration, logger: logger)
        try await session.connect()
        return session
    }

    private init(executor: ThreadExecutor, interrupt: Interrupt, configuration: PostgresConfiguration, logger: Logger) {
        self.executor = executor
        self.interrupt = interrupt
        self.configuration = configuration
        self.logger = logger
    }

    deinit { executor.stop() }

    private func connect() throws {
        wire = try Wire.connect(
            configuration, as: "pool",
            settings: [
                "timezone=UTC", "statement_timeout=\(configuration.statementTimeout.milliseconds)",
                "idle_in_transaction_session_timeout=\(configuration.idleInTransactionTimeout.milliseconds)",
            ],
            patience: configuration.patience, interrupt: interrupt)
    }

    func close() { wire = nil }

    // MARK: One statement

    /// Runs one statement outside a transaction, and gives the connection back to `pool`.
    /// - Throws: ``NothingSent`` when the connection was found dead before.
    func once(_ sql: SQL, returningTo pool: Pool) async throws -> PostgresRows {
        defer { pool.release(self, healthy: settle()) }
        try wire?.checkAlive()
        return try await cancellable { try $0.execute(sql) }
    }

    // MARK: Transactions

    func begin(_ command: String) throws -> PostgresConnection {
        guard let wire else { throw PostgresError.shutDown }
        try wire.checkAlive()
        try wire.command(command)
        lease += 1
        failure = nil
        return PostgresConnection(session: self, lease: lease)
    }

    /// Lends the connection without a transaction.
    func lend() throws -> PostgresConnection {
        guard let wire else { throw PostgresError.shutDown }
        try wire.checkAlive()
        lease += 1
        failure = nil
        return PostgresConnection(session: self, lease: lease)
    }

    /// Commits. A cancelled task does not stop it: once sent, the outcome is the server's.
    func commit(returningTo pool: Pool) throws {
        lease += 1
        defer { pool.release(self, healthy: settle()) }
        guard let wire else { throw PostgresError.shutDown }
        if wire.isBroken { throw failure ?? .connectionLost(reason: "it was lost during the transaction") }
        _ = interrupt.begin()
        let tag: String
        do { tag = try wire.command("commit") } catch PostgresError.connectionLost(let reason) {
            throw PostgresError.outcomeUnknown(reason: reason)
        } catch PostgresError.timedOut {
            // The server does not count its own time-out while it commits; ours asked it to stop.
            throw PostgresError.outcomeUnknown(reason: "it took too long, and was cancelled")
        }
        // A server whose transaction has failed answers COMMIT with success, and rolls back.
        if tag == "ROLLBACK" { throw failure ?? .rolledBack }
    }

    /// Ends the loan `lease`, unless it has ended.
    func rollBack(_ lease: UInt64, returningTo pool: Pool) {
        guard lease == self.lease else { return }
        abandon(returningTo: pool)
    }

    /// Ends a loan that did not begin.
    func abandon(returningTo pool: Pool) {
        lease += 1
        pool.release(self, healthy: settle())
    }

    // MARK: On a borrowed connection

    func query(_ sql: SQL, lease: UInt64) async throws -> PostgresRows {
        try await using(lease) { try $0.execute(sql) }
    }

    func runScript(_ script: String, lease: UInt64) async throws {
        guard !script.utf8.contains(0) else { throw PostgresError.misuse(reason: "The script holds a NUL character") }
        try await using(lease) { _ = try $0.command(script) }
    }

    func allow(_ duration: Duration?, lease: UInt64) async throws {
        let milliseconds = String(duration?.milliseconds ?? 0)
        try await using(lease) { wire in
            _ = try wire.execute("select set_config('statement_timeout', \(milliseconds), \(wire.isInTransaction))")
            wire.patience = duration.map { $0 + PostgresConfiguration.overtime }
        }
    }

    // MARK: COPY

    func beginCopy(_ sql: SQL, lease: UInt64) async throws -> Bool {
        let isBinary = try await using(lease) { try $0.beginCopy(sql) }
        isCopying = true
        return isBinary
    }

    func putCopy(_ bytes: [UInt8], lease: UInt64) async throws {
        try await using(lease, inCopy: true) { try $0.putCopy(bytes) }
    }

    func endCopy(lease: UInt64) async throws -> Int {
        defer { isCopying = false }
        return try await using(lease, inCopy: true) { try $0.endCopy(because: nil) }
    }

    /// Throws away what was copied, also when the task is cancelled.
    func cancelCopy(lease: UInt64) {
        guard lease == self.lease, isCopying, let wire else { return }
        isCopying = false
        _ = interrupt.begin()
        // That it was thrown away is the error that this throws.
        _ = try? wire.endCopy(because: "the rows could not all be had")
    }

    private func using<Answer>(_ lease: UInt64, inCopy: Bool = false, _ work: (Wire) throws -> Answer) async throws -> Answer {
        guard lease == self.lease else { throw PostgresError.ended }
        guard isCopying == inCopy else { throw PostgresError.misuse(reason: "The connection is busy with a COPY") }
        do { return try await cancellable(work) } catch let error as PostgresError {
            if failure == nil { failure = error }
            throw error
        }
    }

    /// Runs `work`, which blocks this thread, so that cancelling the task cancels its statement.
    private func cancellable<Answer>(_ work: (Wire) throws -> Answer) async throws -> Answer {
        try Task.checkCancellation()
        guard let wire else { throw PostgresError.shutDown }
        let (interrupt, number) = (interrupt, interrupt.begin())
        return try await withTaskCancellationHandler {
            // A closure that does not capture the actor is not isolated to it, and would block a cooperative thread.
            try perform(work, on: wire)
        } onCancel: {
            interrupt.cancel(number)
        }
    }

    private func perform<Answer>(_ work: (Wire) throws -> Answer, on wire: Wire) throws -> Answer {
        assertIsolated("a connection's work has to stay on the connection's thread")
        return try work(wire)
    }

    /// Leaves the connection as the next borrower expects it: outside a transaction, with the usual time-outs.
    /// - Returns: whether it can be used again.
    private func settle() -> Bool {
        guard let wire, !wire.isBroken, !isCopying else { return false }
        guard wire.isInTransaction || wire.patience != configuration.patience else { return true }
        _ = interrupt.begin()
        do {
            if wire.isInTransaction { try wire.command("rollback") }
            if wire.patience != configuration.patience {
                wire.patience = configuration.patience
                try wire.command("reset statement_timeout")
            }
            return !wire.isInTransaction
        } catch {
            logger.warning("A database connection is closed, because it could not be cleaned up: \(error)")
            return false
        }
    }
}

extension PostgresConfiguration {
    /// What this side waits longer than the server's own time-out, before it takes the server for stuck.
    static let overtime: Duration = .seconds(3)
    var patience: Duration { statementTimeout + Self.overtime }
}
