import CLibPQ

extension Wire {
    /// The wait for one answer.
    struct Wait {
        enum Cancellation {
            case byTask, byTime
        }
        /// How long the server has to answer a cancellation before the connection is given up.
        static let grace: Duration = .seconds(2)

        var deadline: ContinuousClock.Instant?
        var cancelled: Cancellation?

        init(patience: Duration?) { deadline = patience.map { .now + $0 } }
    }

    /// The next result of the current statement, nil at the answer's end.
    ///
    /// Waits in `poll` on the connection's own thread, so that a cancelled task and the deadline reach it; while not all of the request is
    /// sent, it reads too, or a server that stops reading until its answer is taken would wait for us for ever.
    func next(_ wait: inout Wait) throws -> OpaquePointer? {
        var unsent = PQflush(connection) == 1
        while unsent || PQisBusy(connection) == 1 {
            let ready = Readiness.wait(on: socket, writing: unsent, wake: interrupt.wake, until: wait.deadline)
            if ready.woken {
                interrupt.wake.clear()
                if interrupt.isCancelled, wait.cancelled == nil { cancel(&wait, .byTask) }
            }
            if ready.expired {
                switch wait.cancelled {
                case nil: cancel(&wait, .byTime)
                case .byTask:
                    _ = lost()
                    throw CancellationError()
                case .byTime: throw lost("the server did not answer in time, nor a cancellation")
                }
            }
            if ready.readable, PQconsumeInput(connection) == 0 { break }
            // A failed flush is told by reading: the server may have said why it closed.
            if unsent { unsent = PQflush(connection) == 1 }
        }
        return PQgetResult(connection)
    }

    /// Asks the server, over a connection of its own, to cancel the current statement. This blocks until the server has passed the request
    /// on, so that it cannot hit the next statement.
    private func cancel(_ wait: inout Wait, _ why: Wait.Cancellation) {
        wait.cancelled = why
        wait.deadline = .now + Wait.grace
        guard let request = PQgetCancel(connection) else { return }
        defer { PQfreeCancel(request) }
        // If this fails, the deadline gives the connection up.
        _ = withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { PQcancel(request, $0.baseAddress, 256) }
    }
}
