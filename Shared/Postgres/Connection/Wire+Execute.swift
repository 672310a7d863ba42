import CLibPQ

extension Wire {
    /// Runs `sql`, which is prepared the first time, and waits for its answer.
    func execute(_ sql: SQL) throws -> PostgresRows {
        if let (position, reason) = sql.parameters.failure { throw PostgresError.encoding(position: position, reason: reason) }
        let mayRepeat = !isInTransaction
        do { return try executePrepared(sql) } catch let error as PostgresError {
            guard let server = error.serverError, server.outdatedStatement else { throw error }
            // A migration changed what the statement reads, or something deallocated it. In a transaction, which has now failed, the
            // whole transaction is run again; see Database.run.
            statements.forget(sql.statement)
            guard mayRepeat else { throw error }
            return try executePrepared(sql)
        }
    }

    private func executePrepared(_ sql: SQL) throws -> PostgresRows {
        let statement = try prepare(sql.statement)
        // A task that was cancelled while the server prepared has been told to that wait, and would not be told to the next.
        if interrupt.isCancelled { throw CancellationError() }
        let sent = sql.parameters.withPointers { values, lengths, formats in
            PQsendQueryPrepared(connection, statement.name, Int32(sql.parameters.count), values, lengths, formats, 1)
        }
        guard sent == 1 else { throw lost() }
        return try answer(to: statement)
    }

    private func prepare(_ key: StatementKey) throws -> Statements.Prepared {
        if let statement = statements.find(key) { return statement }
        if !isInTransaction {
            for name in statements.takeDiscarded() {
                // It may be gone already.
                do { try command("deallocate \(name)") } catch PostgresError.server {}
            }
        }
        let statement = Statements.Prepared(name: statements.nextName())
        let sent = (key.text + [0]).withUnsafeBytes { text in
            PQsendPrepare(
                connection, statement.name, text.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(key.types.count), key.types)
        }
        guard sent == 1 else { throw lost() }
        _ = try answer(to: nil)
        statements.insert(statement, for: key)
        return statement
    }

    /// Runs a command of ours, or a script of several, which takes no values, and answers nothing.
    @discardableResult
    func command(_ text: String) throws -> String {
        guard PQsendQuery(connection, text) == 1 else { throw lost() }
        var tag = ""
        _ = try answer(to: nil) { tag = String(cString: PQcmdStatus($0)) }
        return tag
    }

    /// Reads every result up to the end of the answer. The first error is thrown, after the rest was read.
    func answer(to statement: Statements.Prepared?, each: (OpaquePointer) -> Void = { _ in }) throws -> PostgresRows {
        var rows = PostgresRows.none
        var failure: PostgresError?
        var wait = Wait(patience: patience)
        while let result = try next(&wait) {
            defer { PQclear(result) }
            switch PQresultStatus(result) {
            case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY:
                each(result)
                if let statement { rows = read(result, of: statement) }
            case PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH:
                _ = lost("a COPY was begun and not finished")
                throw PostgresError.misuse(reason: "COPY runs through PostgresConnection.copy")
            default: if failure == nil { failure = self.failure(of: result, cancelled: wait.cancelled) }
            }
        }
        settle(wait)
        if case .connectionLost(let reason) = failure { throw lost(reason) }
        if wait.cancelled == .byTask, failure == .timedOut(.statement) { throw CancellationError() }
        if let failure { throw failure }
        return rows
    }

    func failure(of result: OpaquePointer, cancelled: Wait.Cancellation?) -> PostgresError {
        guard let error = ServerError(result) else { return .connectionLost(reason: Self.line(PQresultErrorMessage(result))) }
        if error.isFatal || PQstatus(connection) == CONNECTION_BAD { return .connectionLost(reason: error.message) }
        if error.sqlstate == .queryCanceled, cancelled != nil || error.message.contains("timeout") { return .timedOut(.statement) }
        return .server(error)
    }
}
