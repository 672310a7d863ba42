import Logging
import Shared

extension EventProcessor {
    /// Has `handling` handled, and says what came of it. Answers how long it waits for its next attempt, if it does.
    func handle(_ handling: Handling) async -> Duration? {
        guard let handler = handlers[handling.handler] else { return nil }
        // Every attempt so far ended with its process, or the next would not have been counted.
        guard handling.attempt <= configuration.attempts else {
            return await fail(handling, "It was begun \(configuration.attempts) times, and neither done nor refused", wait: nil)
        }
        switch await outcome(of: handling, by: handler) {
        case .done: return await finish(handling)
        case .cancelled: return await fail(handling, "The service was stopped", wait: .zero)
        case .postponed(let postponed): return await postpone(handling, postponed)
        case .failed(let error):
            return await fail(handling, error, wait: handling.attempt < configuration.attempts ? wait(after: handling.attempt) : nil)
        }
    }

    private enum Outcome: Sendable {
        case done
        case failed(String)
        case postponed(HandlingPostponed)
        case cancelled
    }

    /// What comes first: the handler's end, the end of its time, or our own. A handler that does not mind being cancelled is left behind,
    /// so that it holds up nothing but itself.
    private func outcome(of handling: Handling, by handler: any ActivityHandler) async -> Outcome {
        let (outcomes, first) = AsyncStream.makeStream(of: Outcome.self, bufferingPolicy: .bufferingOldest(1))
        let work = Task {
            do {
                try await handler.handle(handling.activity)
                first.yield(.done)
            } catch let postponed as HandlingPostponed {
                first.yield(.postponed(postponed))
            } catch { first.yield(.failed("\(error)")) }
        }
        let time = configuration.lease * 5 / 6
        let clock = Task {
            try await Task.sleep(for: time)
            first.yield(.failed("It took longer than \(time)"))
        }
        defer {
            work.cancel()
            clock.cancel()
        }
        for await outcome in outcomes { return outcome }
        return .cancelled
    }

    private func finish(_ handling: Handling) async -> Duration? {
        do {
            if try await handlings.finish(handling) { meters.done(handling.handler) } else { logLoss(of: handling) }
        } catch {
            logger.warning("a handling is done, but could not be marked so, and will be done again", metadata: fields(handling, error))
        }
        return nil
    }

    private func fail(_ handling: Handling, _ error: String, wait: Duration?) async -> Duration? {
        meters.failed(handling.handler)
        if wait == nil {
            meters.parked(handling.handler)
            logger.error("a handling is parked until an operator says retry or skip", metadata: fields(handling, error))
        } else {
            logger.warning("a handling failed, and will be tried again", metadata: fields(handling, error))
        }
        // Said from a task of its own, so that it is said when this one is cancelled, too.
        let handlings = handlings
        let saying = Task { try await handlings.fail(handling, error: error, retryAfter: wait) }
        do { if try await !saying.value { logLoss(of: handling) } } catch {
            logger.warning(
                "that a handling failed could not be marked; it is due again when its lease ends", metadata: fields(handling, error))
        }
        return wait
    }

    /// Whoever knows what is missing has said so; here it would be said once a second.
    private func postpone(_ handling: Handling, _ postponed: HandlingPostponed) async -> Duration? {
        logger.debug("a handling waits for what it needs", metadata: fields(handling, postponed.reason))
        do {
            if try await !handlings.postpone(handling, because: postponed.reason, by: postponed.wait) { logLoss(of: handling) }
        } catch {
            logger.warning(
                "that a handling waits could not be marked; it is due again when its lease ends", metadata: fields(handling, error))
        }
        return postponed.wait
    }

    private func logLoss(of handling: Handling) {
        logger.warning("a handling took longer than its lease, and another has it now", metadata: fields(handling, nil))
    }

    private func wait(after attempt: Int) -> Duration {
        var wait = configuration.firstWait
        for _ in 1..<max(1, attempt) where wait < configuration.longestWait { wait *= 2 }
        return min(wait, configuration.longestWait)
    }
}
