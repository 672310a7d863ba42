package import Shared

/// What a transaction sees of others that run beside it (PostgreSQL's documentation, 13.2).
package enum Isolation: Sendable {
    /// Each statement sees what was committed before it began.
    case readCommitted
    /// All statements see what was committed before the first.
    case repeatableRead
    /// As if transactions ran one after the other.
    case serializable

    fileprivate var begin: String {
        switch self {
        case .readCommitted: "begin isolation level read committed"
        case .repeatableRead: "begin isolation level repeatable read"
        case .serializable: "begin isolation level serializable"
        }
    }
}

extension Database {
    /// How often a transaction is run that meets serialization failures or deadlocks.
    package static var attempts: Int { 6 }

    @discardableResult
    package func run<Answer: Sendable>(_ work: @Sendable (borrowing Transaction) async throws -> Answer) async throws -> Answer {
        try await run(.readCommitted, work)
    }

    /// Runs `work` in a transaction of that isolation, and commits, or rolls back and throws what `work` threw.
    ///
    /// Serialization failures and deadlocks run it again, up to ``attempts`` times, so it must touch nothing but the database.
    /// - Throws: what `work` throws; ``PostgresError/connectionLost(reason:)`` when nothing was committed;
    ///   ``PostgresError/outcomeUnknown(reason:)`` when the connection was lost, or time ran out, during the commit;
    ///   ``PostgresError/rolledBack``.
    @discardableResult
    package func run<Answer: Sendable>(
        _ isolation: Isolation, _ work: @Sendable (borrowing Transaction) async throws -> Answer
    ) async throws -> Answer {
        var pause = 4
        for _ in 1..<Self.attempts {
            do { return try await once(isolation, work) } catch let error as PostgresError where error.isWorthRepeating {
                try await Task.sleep(for: .milliseconds(Int.random(in: 1...pause)))
                pause *= 3
            }
        }
        return try await once(isolation, work)
    }

    private func once<Answer: Sendable>(
        _ isolation: Isolation, _ work: @Sendable (borrowing Transaction) async throws -> Answer
    ) async throws -> Answer {
        let connection = try await borrowing { session in
            try await self.givingBack(session) { try await session.begin(isolation.begin) }
        }
        do {
            let answer = try await work(Transaction(carrier: connection))
            try Task.checkCancellation()
            try await connection.session.commit(returningTo: pool)
            return answer
        } catch {
            // A commit that failed has given the connection back already.
            await connection.session.rollBack(connection.lease, returningTo: pool)
            throw error
        }
    }
}
