import CLibPQ
import DequeModule

/// A connection in pipeline mode and what it owes an answer: a queue of slots in the order in which they were sent. Each statement is
/// followed by a Sync, so that its error spares its neighbours.
final class Pipeline {
    private enum Slot {
        case statement(LaneRequest, Statements.Prepared)
        case preparation(StatementKey, Statements.Prepared)
        case deallocation
        case sync
    }

    /// How many slots may be under way, which bounds what libpq buffers.
    private static let limit = 1024
    /// How long the server may say nothing, beyond its own time-out, before it is taken for stuck.
    private static let silence: Duration = .seconds(2)

    private let wire: Wire
    private let patience: Duration
    private var slots = Deque<Slot>()
    private var outdated: [LaneRequest] = []
    private var isAnswered = false
    private var hasUnsent = false
    private var lastWord = ContinuousClock.now

    init(_ wire: Wire, patience: Duration) throws(PostgresError) {
        guard PQenterPipelineMode(wire.connection) == 1 else { throw .unreachable(reason: wire.message) }
        self.wire = wire
        self.patience = patience
    }

    var isIdle: Bool { slots.isEmpty }
    var depth: Int { slots.count / 2 }

    // MARK: Sending

    /// Sends as many of the requests as there is room for.
    func send(_ requests: inout Deque<LaneRequest>) {
        if slots.isEmpty { lastWord = .now }
        while slots.count < Self.limit, let request = requests.popFirst() {
            guard !request.isAnswered else { continue }
            if request.begun + patience < lastWord {
                request.finish(.failure(PostgresError.timedOut(.pool)))
                continue
            }
            // A connection that takes nothing is lost, which the next exchange finds. The request waits for the next one.
            guard send(request) else { return requests.prepend(request) }
        }
        hasUnsent = PQflush(wire.connection) == 1
    }

    private func send(_ request: LaneRequest) -> Bool {
        let sql = request.sql
        let statement = wire.statements.find(sql.statement) ?? prepare(sql.statement)
        let sent = sql.parameters.withPointers { values, lengths, formats in
            PQsendQueryPrepared(wire.connection, statement.name, Int32(sql.parameters.count), values, lengths, formats, 1)
        }
        guard sent == 1 else { return false }
        slots.append(.statement(request, statement))
        sync()
        return true
    }

    private func prepare(_ key: StatementKey) -> Statements.Prepared {
        for name in wire.statements.takeDiscarded()
        where PQsendQueryParams(wire.connection, "deallocate \(name)", 0, nil, nil, nil, nil, 0) == 1 {
            slots.append(.deallocation)
            sync()
        }
        let statement = Statements.Prepared(name: wire.statements.nextName())
        let sent = (key.text + [0]).withUnsafeBytes { text in
            PQsendPrepare(
                wire.connection, statement.name, text.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(key.types.count), key.types)
        }
        if sent == 1 { slots.append(.preparation(key, statement)) }
        wire.statements.insert(statement, for: key)
        return statement
    }

    private func sync() {
        if PQpipelineSync(wire.connection) == 1 { slots.append(.sync) }
    }

    // MARK: Receiving

    /// Waits for answers, for room to send, or for `wake`, and deals with what has come.
    /// - Returns: whether it was woken.
    /// - Throws: ``PostgresError/connectionLost(reason:)``.
    func exchange(wake: Wake) throws(PostgresError) -> Bool {
        guard wire.socket >= 0, PQstatus(wire.connection) == CONNECTION_OK else { throw wire.lost() }
        let deadline = slots.isEmpty ? nil : lastWord + Self.silence
        let ready = Readiness.wait(on: wire.socket, writing: hasUnsent, wake: wake, until: deadline)
        if ready.expired { throw wire.lost("the server has stopped answering") }
        if ready.readable {
            lastWord = .now
            let isOpen = PQconsumeInput(wire.connection) == 1
            try receive()
            if !isOpen { throw wire.lost() }
        }
        if case .statement(let first, _)? = slots.first, first.begun + patience < lastWord { timeOut() }
        if hasUnsent { hasUnsent = PQflush(wire.connection) == 1 }
        return ready.woken
    }

    /// Requests that have waited too long get no answer; their slots stay.
    private func timeOut() {
        for case .statement(let request, _) in slots where request.begun + patience < lastWord {
            request.finish(.failure(PostgresError.timedOut(.pool)))
        }
    }

    /// The connection is lost, and with it the answers to all that was sent.
    func fail(with error: PostgresError) {
        for case .statement(let request, _) in slots { request.finish(.failure(error)) }
        slots = []
    }

    /// Requests whose prepared statement was outdated, to be sent again.
    func takeOutdated() -> [LaneRequest] {
        defer { outdated = [] }
        return outdated
    }

    private func receive() throws(PostgresError) {
        var separators = 0
        while let slot = slots.first, PQisBusy(wire.connection) == 0 {
            guard let result = PQgetResult(wire.connection) else {
                // Between the results of two statements stands an empty one. More of them than that: the queue is not libpq's any more.
                separators += 1
                if separators > 2 { throw wire.lost("an answer does not fit what was asked") }
                if isAnswered {
                    isAnswered = false
                    slots.removeFirst()
                }
                continue
            }
            separators = 0
            defer { PQclear(result) }
            if case .sync = slot {
                guard PQresultStatus(result) == PGRES_PIPELINE_SYNC else { throw wire.lost(Wire.line(PQresultErrorMessage(result))) }
                slots.removeFirst()
            } else {
                isAnswered = true
                try take(result, for: slot)
            }
        }
    }

    private func take(_ result: OpaquePointer, for slot: Slot) throws(PostgresError) {
        let failure: PostgresError?
        switch PQresultStatus(result) {
        case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY: failure = nil
        case PGRES_PIPELINE_ABORTED: failure = .misuse(reason: "The statement cannot run on the lane")
        default: failure = wire.failure(of: result, cancelled: nil)
        }
        if case .connectionLost(let reason) = failure { throw wire.lost(reason) }
        switch slot {
        case .statement(let request, let statement):
            guard let failure else { return request.finish(.success(read(result, of: statement))) }
            if let refusal = statement.failure { return request.finish(.failure(refusal)) }
            if failure.serverError?.outdatedStatement == true, request.mayRepeat() {
                wire.statements.forget(request.sql.statement, if: statement)
                outdated.append(request)
            } else {
                request.finish(.failure(failure))
            }
        case .preparation(let key, let statement):
            guard let failure else { return }
            statement.failure = failure
            wire.statements.forget(key, if: statement)
        case .deallocation, .sync: break
        }
    }
}
