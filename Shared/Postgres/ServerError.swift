/// An error that the server reported (PostgreSQL's documentation, 55.8, "Error and Notice Message Fields").
package struct ServerError: Error, Sendable, Equatable {
    package let sqlstate: SQLState
    /// Whether the server ends the connection with this error, though it may look alive for another moment.
    let isFatal: Bool
    package let message: String
    package let detail: String?
    package let hint: String?
    package let schema: String?
    package let table: String?
    package let column: String?
    package let constraint: String?

    /// Whether a row with the same key is there already; with a name, by that constraint.
    package func isUniqueViolation(of constraint: String? = nil) -> Bool { violates(.uniqueViolation, constraint) }
    /// Whether a row refers to one that is not there, or one that is referred to would go.
    package func isForeignKeyViolation(of constraint: String? = nil) -> Bool { violates(.foreignKeyViolation, constraint) }
    package func isCheckViolation(of constraint: String? = nil) -> Bool { violates(.checkViolation, constraint) }

    private func violates(_ state: SQLState, _ name: String?) -> Bool {
        sqlstate == state && (name == nil || name == constraint)
    }

    /// Whether a prepared statement has to be prepared again, because a migration changed what it reads or something deallocated it.
    var outdatedStatement: Bool {
        sqlstate == .invalidStatementName || (sqlstate == .featureNotSupported && message.contains("cached plan"))
    }
}

extension ServerError: CustomStringConvertible {
    package var description: String {
        "PostgreSQL said \(sqlstate.code): \(message)\(detail.map { " (\($0))" } ?? "")\(hint.map { " Hint: \($0)" } ?? "")"
    }
}

extension PostgresError {
    /// The name of the unique constraint or index that the statement would have violated, or nil for any other error.
    package var violatedUniqueConstraint: String? {
        guard case .server(let error) = self, error.isUniqueViolation() else { return nil }
        return error.constraint
    }

    /// Whether the statement would have violated the unique constraint or index `constraint`.
    package func uniqueViolation(_ constraint: String) -> Bool { violatedUniqueConstraint == constraint }

    package var serverError: ServerError? {
        guard case .server(let error) = self else { return nil }
        return error
    }
}

/// Five characters that say what kind of error it is (PostgreSQL's documentation, appendix A).
package struct SQLState: Sendable, Hashable {
    package let code: String
    package init(_ code: String) { self.code = code }

    package static let featureNotSupported = SQLState("0A000")
    package static let notNullViolation = SQLState("23502")
    package static let foreignKeyViolation = SQLState("23503")
    package static let uniqueViolation = SQLState("23505")
    package static let checkViolation = SQLState("23514")
    package static let exclusionViolation = SQLState("23P01")
    package static let readOnlyTransaction = SQLState("25006")
    package static let idleInTransactionTimeout = SQLState("25P03")
    package static let invalidStatementName = SQLState("26000")
    package static let serializationFailure = SQLState("40001")
    package static let deadlockDetected = SQLState("40P01")
    package static let undefinedTable = SQLState("42P01")
    package static let lockNotAvailable = SQLState("55P03")
    package static let queryCanceled = SQLState("57014")
    package static let adminShutdown = SQLState("57P01")
    package static let crashShutdown = SQLState("57P02")
    package static let cannotConnectNow = SQLState("57P03")
    package static let databaseDropped = SQLState("57P04")
    package static let idleSessionTimeout = SQLState("57P05")
}
