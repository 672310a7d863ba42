package import Shared

/// A connection that is lent to one transaction, or to one ``Database/withConnection(_:)``. After that it throws
/// ``PostgresError/ended``.
package struct PostgresConnection: TransactionCarrier {
    let session: PostgresSession
    let lease: UInt64

    /// Runs one statement.
    ///
    /// Cancelling the task cancels the statement and throws `CancellationError`. A statement that came first with its answer returns it.
    /// - Throws: ``PostgresError``.
    @discardableResult
    package func query(_ sql: SQL) async throws -> PostgresRows { try await session.query(sql, lease: lease) }

    /// Runs a script of any number of statements, which was written by a developer: a migration, or the making of a test's database. It
    /// takes no values and answers none; never build one from a value.
    package func runScript(_ script: String) async throws { try await session.runScript(script, lease: lease) }

    /// Lets statements take up to `duration` each, nil for without end, until the transaction or the loan ends.
    package func allow(_ duration: Duration?) async throws { try await session.allow(duration, lease: lease) }
}

extension Transaction {
    /// The connection that this unit of work runs on.
    /// - Throws: ``PostgresError/foreignTransaction`` when another client began it.
    package var connection: PostgresConnection {
        get throws {
            guard let connection = carrier as? PostgresConnection else { throw PostgresError.foreignTransaction }
            return connection
        }
    }
}
