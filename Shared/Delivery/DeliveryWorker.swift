/// Delivers to each peer in order, to many peers at once, and says each outcome as an event before it counts.
///
/// The worker decides, the log remembers: what it holds is only ever the fold of what is in the log. So it can be killed at any moment and
/// started again from the log: what was under way is tried again, and nothing is lost.
package actor DeliveryWorker {
    /// Delivers an activity. Throws when it was cut off before anybody could say how it ended, as by cancellation: then it stays where it was.
    package typealias Dispatch = @Sendable (Peer, OutboundActivity) async throws -> DeliveryOutcome
    /// Appends events to the log, all of them in this order or none. It tries as long as there is hope: once it throws, the worker stops,
    /// since it no longer knows what the log says.
    package typealias Record = @Sendable ([DeliveryEvent]) async throws -> Void

    /// What the log comes to, as far as this worker has written or been told.
    package private(set) var state: DeliveryState
    private let clock: any DeliveryClock
    private let concurrency: Int
    private let dispatch: Dispatch
    private let record: Record
    private var schedule = DeliverySchedule()
    private var busy: Set<Peer> = []
    private var isRunning = false
    private var isAwake = false
    private var sleeper: CheckedContinuation<Void, Never>?
    private var batch = Batch()
    private var arriving: Set<Arrival> = []
    private var isRecording = false
    private var failure: (any Error)?

    /// Events that wait to be recorded together, and who waits for that.
    private struct Batch {
        var events: [DeliveryEvent] = []
        var waiters: [CheckedContinuation<Void, any Error>] = []
    }

    /// An activity on its way into the log.
    private struct Arrival: Hashable {
        let peer: Peer
        let cid: ContentID
    }

    /// A worker that holds `state`, and delivers to at most `concurrency` peers at once.
    package init(
        from state: DeliveryState = DeliveryState(), clock: any DeliveryClock = SystemDeliveryClock(), concurrency: Int = 64,
        dispatch: @escaping Dispatch, record: @escaping Record
    ) {
        self.state = state
        self.clock = clock
        self.concurrency = max(1, concurrency)
        self.dispatch = dispatch
        self.record = record
        for peer in state.peerStates { schedule.put(peer.peer, due: peer.due) }
    }

    /// Puts an activity at the end of a peer's queue; returns when that is in the log. False when it was there, or given up, before.
    @discardableResult
    package func enqueue(_ activity: OutboundActivity, for peer: Peer) async throws -> Bool {
        if let known = state.peerState(peer), known.holds(activity.cid) { return false }
        let arrival = Arrival(peer: peer, cid: activity.cid)
        guard arriving.insert(arrival).inserted else {
            // Somebody else is just enqueuing it: that is in the log when what is being recorded is.
            try await commit([])
            return false
        }
        defer { arriving.remove(arrival) }
        try await commit([.enqueued(peer: peer, activity: activity)])
        return true
    }

    /// Takes over events that others have put into the log, in its order.
    package func receive(_ events: [DeliveryEvent]) {
        apply(events)
        wake()
    }

    /// When something is to be done next; nil when nothing is pending but what is under way.
    package var nextDue: Moment? { schedule.next() }

    /// Delivers what is due, as it becomes due, until the task is cancelled. Throws what `record` threw. Outcomes that are known are recorded
    /// before it returns.
    package func run() async throws {
        try await work(untilIdle: false)
    }

    /// Delivers what is due now, and returns when nothing is and nothing is under way.
    package func deliverDue() async throws {
        try await work(untilIdle: true)
    }

    private func work(untilIdle: Bool) async throws {
        guard !isRunning else { throw DeliveryWorkerError.alreadyRunning }
        isRunning = true
        defer { isRunning = false }
        try await withThrowingDiscardingTaskGroup { group in
            while !Task.isCancelled {
                if let failure { throw failure }
                while busy.count < concurrency, let peer = schedule.take(at: clock.now) {
                    busy.insert(peer)
                    group.addTask { try await self.deliver(to: peer) }
                }
                if untilIdle, busy.isEmpty { return }
                // With every hand full, a peer that is due waits for one of them and not for the clock.
                await rest(until: untilIdle || busy.count >= concurrency ? nil : schedule.next())
            }
        }
    }

    /// One turn of one peer. A peer with a long queue takes its place behind the others after each.
    private func deliver(to peer: Peer) async throws {
        defer {
            busy.remove(peer)
            reschedule(peer)
            wake()
        }
        guard case .deliver(let activity)? = state.peerState(peer)?.step(at: clock.now) else { return }
        let outcome: DeliveryOutcome
        do {
            outcome = try await dispatch(peer, activity)
        } catch is CancellationError {
            return
        }
        let events = state.peerState(peer)?.events(after: outcome, of: activity, at: clock.now) ?? []
        if !events.isEmpty { try await commit(events) }
    }
}

package enum DeliveryWorkerError: Error, Equatable {
    /// `run()` or `deliverDue()` was called while one of them was running.
    case alreadyRunning
}

extension DeliveryWorker {
    /// Records events, then lets them take effect. Events that come while others are being recorded wait and go together; so the order
    /// of the log and of the state is the same. A task that is cancelled meanwhile does not cut the recording off.
    private func commit(_ events: [DeliveryEvent]) async throws {
        if let failure { throw failure }
        batch.events += events
        try await withCheckedThrowingContinuation { continuation in
            batch.waiters.append(continuation)
            if isRecording { return }
            isRecording = true
            Task { await self.recordBatches() }
        }
    }

    private func recordBatches() async {
        defer { isRecording = false }
        while !batch.waiters.isEmpty {
            let batch = self.batch
            self.batch = Batch()
            do {
                if let failure { throw failure }
                if !batch.events.isEmpty { try await record(batch.events) }
                apply(batch.events)
                for waiter in batch.waiters { waiter.resume() }
            } catch {
                failure = error
                for waiter in batch.waiters { waiter.resume(throwing: error) }
            }
            wake()
        }
    }

    private func apply(_ events: [DeliveryEvent]) {
        for event in events { state.fold(event) }
        for peer in Set(events.compactMap(\.peer)) { reschedule(peer) }
    }

    private func reschedule(_ peer: Peer) {
        schedule.put(peer, due: busy.contains(peer) ? nil : state.peerState(peer)?.due)
    }

    private func wake() {
        isAwake = true
        sleeper?.resume()
        sleeper = nil
    }

    /// Returns when something has happened, when `due` has come, or when the task is cancelled.
    private func rest(until due: Moment?) async {
        let timer = due.map { due in
            Task {
                try await clock.sleep(until: due)
                self.wake()
            }
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                if isAwake || Task.isCancelled { return continuation.resume() }
                sleeper = continuation
            }
        } onCancel: {
            Task { await self.wake() }
        }
        timer?.cancel()
        isAwake = false
    }
}
