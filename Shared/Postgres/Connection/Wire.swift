import CLibPQ

/// One libpq connection, confined to one thread or actor, which it may block.
final class Wire {
    let connection: OpaquePointer
    let interrupt: Interrupt
    var statements = Statements()
    /// How long a statement may take before it is cancelled, nil for ever.
    var patience: Duration?
    /// Whether the connection is of no more use.
    private(set) var isBroken = false

    init(connection: OpaquePointer, interrupt: Interrupt, patience: Duration?) {
        self.connection = connection
        self.interrupt = interrupt
        self.patience = patience
        // Notices would be printed to standard error.
        PQsetNoticeProcessor(connection, { _, _ in }, nil)
    }

    deinit { PQfinish(connection) }

    var socket: Int32 { PQsocket(connection) }
    var isInTransaction: Bool { PQtransactionStatus(connection) != PQTRANS_IDLE }
    var hasFailedTransaction: Bool { PQtransactionStatus(connection) == PQTRANS_INERROR }

    /// Finds a connection that died since it was last used. The server sends nothing to an idle one but its farewell.
    /// - Throws: ``NothingSent``.
    func checkAlive() throws {
        guard !isBroken, socket >= 0, !Readiness.hasInput(socket) else {
            isBroken = true
            throw NothingSent(reason: "it was closed while idle")
        }
    }

    func lost(_ reason: String? = nil) -> PostgresError {
        isBroken = true
        return .connectionLost(reason: reason ?? message)
    }

    /// What libpq says went wrong last, in one line.
    var message: String { Self.line(PQerrorMessage(connection)) }

    static func line(_ message: UnsafePointer<CChar>?) -> String {
        let text = message.map { String(cString: $0).split(whereSeparator: \.isNewline).joined(separator: " ") } ?? ""
        return text.isEmpty ? "no reason was given" : text
    }
}

/// The connection was found dead before any part of the request was sent, so that the request may go to another one.
struct NothingSent: Error {
    let reason: String
}
