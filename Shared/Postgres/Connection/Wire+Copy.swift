import CLibPQ

extension Wire {
    /// Begins a COPY FROM STDIN. - Returns: whether it takes binary rows.
    func beginCopy(_ sql: SQL) throws -> Bool {
        guard sql.parameters.count == 0 else { throw PostgresError.misuse(reason: "COPY takes no parameters") }
        guard PQsendQuery(connection, sql.description) == 1 else { throw lost() }
        var wait = Wait(patience: patience)
        guard let result = try next(&wait) else { throw lost("COPY was not answered") }
        defer { PQclear(result) }
        settle(wait)
        if PQresultStatus(result) == PGRES_COPY_IN { return PQbinaryTuples(result) == 1 }
        let refusal = failure(of: result, cancelled: wait.cancelled)
        let isRefused = PQresultStatus(result) == PGRES_FATAL_ERROR
        _ = try answer(to: nil)
        throw isRefused ? refusal : PostgresError.misuse(reason: "The statement is no COPY … FROM STDIN")
    }

    /// Sends `bytes` and waits until they are on their way, so that no more than them is held here.
    func putCopy(_ bytes: [UInt8]) throws {
        let put = bytes.withUnsafeBytes { PQputCopyData(connection, $0.baseAddress?.assumingMemoryBound(to: CChar.self), Int32($0.count)) }
        guard put == 1 else { throw lost() }
        let deadline = patience.map { ContinuousClock.now + $0 }
        while true {
            let unsent = PQflush(connection)
            if unsent == 0 { return }
            guard unsent == 1 else { throw lost() }
            let ready = Readiness.wait(on: socket, writing: true, wake: interrupt.wake, until: deadline)
            if ready.woken {
                interrupt.wake.clear()
                if interrupt.isCancelled { throw CancellationError() }
            }
            if ready.expired { throw lost("the server takes no more rows") }
            if ready.readable, PQconsumeInput(connection) == 0 { throw lost() }
        }
    }

    /// Ends the COPY. With a reason the server throws all rows away.
    /// - Returns: how many rows were stored.
    func endCopy(because reason: String?) throws -> Int {
        guard PQputCopyEnd(connection, reason) == 1 else { throw lost() }
        var count = 0
        _ = try answer(to: nil) { count = ResultReader.affected($0) }
        return count
    }
}
