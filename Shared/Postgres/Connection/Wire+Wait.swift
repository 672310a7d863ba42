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
        fileprivate var request: CancelRequest?

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

    private func cancel(_ wait: inout Wait, _ why: Wait.Cancellation) {
        wait.cancelled = why
        wait.deadline = .now + Wait.grace
        wait.request = CancelRequest(for: connection, wake: interrupt.wake)
    }

    /// Waits until a request to cancel has been carried out, which could otherwise hit the next statement. When the server leaves it
    /// lying, the connection is of no more use.
    func settle(_ wait: Wait) {
        guard let request = wait.request else { return }
        while !request.isDone {
            let ready = Readiness.wait(on: -1, writing: false, wake: interrupt.wake, until: wait.deadline)
            if ready.woken { interrupt.wake.clear() }
            if ready.expired {
                _ = lost("a cancellation was not answered")
                return
            }
        }
    }
}
