/// What a statement, a transaction or a connection can fail with, apart from `CancellationError`.
package enum PostgresError: Error, Sendable, Equatable {
    /// No connection could be made. Nothing was sent, so nothing was done.
    case unreachable(reason: String)
    /// The connection broke while the request was under way: it may have been carried out or not. A transaction was not committed.
    case connectionLost(reason: String)
    /// The connection broke, or time ran out, while a COMMIT was under way: the transaction may have been committed or not. It is never
    /// run again by itself.
    case outcomeUnknown(reason: String)
    case timedOut(Wait)
    /// The server refused.
    case server(ServerError)
    /// A row's column is missing, of another type, or NULL.
    case decoding(column: String, reason: DecodingReason)
    /// The value at `position` (from 1) has no form in PostgreSQL. Nothing was sent.
    case encoding(position: Int, reason: String)
    /// The transaction was rolled back by the server after an error that its body did not pass on.
    case rolledBack
    /// A connection was used after its transaction had ended.
    case ended
    /// The database was shut down.
    case shutDown
    /// The transaction is not one of this client's.
    case foreignTransaction
    /// The statement cannot be run this way; the reason says what to do instead.
    case misuse(reason: String)

    /// What took too long.
    package enum Wait: Sendable, Equatable {
        /// No connection of the pool became free.
        case pool
        /// The server did not finish the statement, and it was cancelled.
        case statement
    }

    /// Whether running the whole transaction again may help: a serialization failure, a deadlock, or a plan that a migration outdated.
    var isWorthRepeating: Bool {
        guard case .server(let error) = self else { return false }
        return error.sqlstate == .serializationFailure || error.sqlstate == .deadlockDetected || error.outdatedStatement
    }
}

/// Why a column could not be read.
package enum DecodingReason: Error, Sendable, Equatable {
    /// The row has no such column; these are its columns.
    case missing(columns: [String])
    case unexpectedNull
    /// The column's type, by OID, is not one that the Swift type is read from.
    case mismatch(found: UInt32, wanted: String)
    /// The value has no form in the Swift type.
    case invalid(String)
}

extension DecodingReason: CustomStringConvertible {
    package var description: String {
        switch self {
        case .missing(let columns): "it is not among the columns \(columns.joined(separator: ", "))"
        case .unexpectedNull: "it is NULL"
        case .mismatch(let found, let wanted): "it is \(TypeName.of(found)), which is not read as \(wanted)"
        case .invalid(let reason): reason
        }
    }
}

extension PostgresError: CustomStringConvertible {
    /// One line for operators. People are shown neither this nor anything else of the database.
    package var description: String {
        switch self {
        case .unreachable(let reason): "PostgreSQL cannot be reached: \(reason)"
        case .connectionLost(let reason): "The connection to PostgreSQL was lost: \(reason)"
        case .outcomeUnknown(let reason): "PostgreSQL did not confirm a commit, which may have happened: \(reason)"
        case .timedOut(.pool): "No database connection became free in time"
        case .timedOut(.statement): "PostgreSQL took too long over a statement, which was cancelled"
        case .server(let error): error.description
        case .decoding(let column, let reason): "Column “\(column)” cannot be read: \(reason)"
        case .encoding(let position, let reason): "Parameter $\(position) cannot be sent: \(reason)"
        case .rolledBack: "The transaction had failed and was rolled back"
        case .ended: "The transaction has ended; its connection cannot be used any more"
        case .shutDown: "The database client was shut down"
        case .foreignTransaction: "The transaction was not begun by this PostgreSQL client"
        case .misuse(let reason): reason
        }
    }
}
