import Shared
import Synchronization
import Testing

@Suite struct DeliveryWorkerTests {
    private let remote = Cast.remote
    private let other = Cast.other

    @Test func `a new worker holds nothing and has nothing to do`() async throws {
        let office = Office()
        let worker = office.worker()
        #expect(await worker.state == DeliveryState())
        #expect(await worker.nextDue == nil)
        try await worker.deliverDue()
        #expect(office.log.events == [])
    }

    @Test func `what is enqueued is in the log before it counts`() async throws {
        let office = Office()
        let worker = office.worker()
        office.log.crash(.beforeWriting)
        await #expect(throws: DeliveryLog.Crash.self) { try await worker.enqueue(Cast.activity(1), for: remote) }
        #expect(await worker.state == DeliveryState())
        let next = office.worker()
        office.log.crash(nil)
        #expect(try await next.enqueue(Cast.activity(1), for: remote))
        #expect(office.log.events == [.enqueued(peer: remote, activity: Cast.activity(1))])
        #expect(await next.state.pending(remote) == [Cast.activity(1)])
    }

    @Test func `a peer gets its activities in the order in which they were enqueued`() async throws {
        let office = Office()
        let worker = office.worker()
        for number in 1...100 { try await worker.enqueue(Cast.activity(number), for: remote) }
        try await worker.deliverDue()
        #expect(office.outside.taken(by: remote) == Cast.activities(1...100))
        #expect(await worker.state.pending(remote) == [])
        #expect(await worker.state == office.log.folded)
    }

    @Test func `an activity that is there, or was given up, is not enqueued again`() async throws {
        let office = Office()
        let worker = office.worker()
        office.outside.answers(.answered(status: 410))
        #expect(try await worker.enqueue(Cast.activity(1), for: remote))
        #expect(try await worker.enqueue(Cast.activity(1), for: remote) == false)
        #expect(try await worker.enqueue(Cast.activity(1), for: other))
        try await worker.deliverDue()
        #expect(try await worker.enqueue(Cast.activity(1), for: remote) == false)
        #expect(office.outside.attempts(at: remote).count == 1)
    }

    @Test func `an activity that two handlers enqueue at the same moment is in the log once, and both hear when it is`() async throws {
        let office = Office()
        let isReleased = Mutex(false)
        let worker = DeliveryWorker(
            clock: office.clock, dispatch: { office.outside.dispatch($0, $1) },
            record: { events in
                while !isReleased.withLock({ $0 }) { await Task.yield() }
                try office.log.record(events)
            })
        let handlers = (0..<5).map { _ in
            Task {
                let isNew = try await worker.enqueue(Cast.activity(1), for: Cast.remote)
                #expect(office.log.events.count == 1)
                return isNew
            }
        }
        for _ in 0..<50 { await Task.yield() }
        isReleased.withLock { $0 = true }
        var new = 0
        for handler in handlers where try await handler.value { new += 1 }
        #expect(new == 1)
        #expect(office.log.events == [.enqueued(peer: remote, activity: Cast.activity(1))])
    }

    @Test func `a worker that is started from a projected state goes on where the other stopped`() async throws {
        let office = Office()
        let before = office.worker()
        office.outside.answers { [remote] peer, _ in .answered(status: peer == remote ? 500 : 202) }
        for peer in [remote, other] { for number in 1...3 { try await before.enqueue(Cast.activity(number), for: peer) } }
        try await before.deliverDue()

        let after = office.worker(from: office.log.folded)
        #expect(await after.state == before.state)
        #expect(await after.nextDue == before.nextDue, "it keeps the retry slot")
        office.outside.answers(.answered(status: 202))
        try await office.finish(after)
        #expect(office.outside.taken(by: remote) == Cast.activities(1...3))
        #expect(office.outside.taken(by: other) == Cast.activities(1...3), "nothing is delivered twice")
    }

    @Test(arguments: [DeliveryLog.Crash.beforeWriting, .afterWriting]) func `a worker whose log breaks stops, and stays stopped`(
        crash: DeliveryLog.Crash
    ) async throws {
        let office = Office()
        let worker = office.worker()
        for number in 1...5 { try await worker.enqueue(Cast.activity(number), for: remote) }
        office.log.crash(crash)
        await #expect(throws: crash) { try await worker.deliverDue() }
        office.log.crash(nil)
        await #expect(throws: crash) { try await worker.enqueue(Cast.activity(6), for: remote) }
        await #expect(throws: crash) { try await worker.deliverDue() }
        #expect(office.outside.attempts(at: remote).count == 1)
    }

    @Test func `a worker that is stopped leaves what is under way where it was`() async throws {
        let office = Office()
        let started = Mutex(false)
        let worker = DeliveryWorker(
            clock: office.clock,
            dispatch: { _, _ in
                started.withLock { $0 = true }
                try await Task.sleep(for: .seconds(600))
                return .unreachable
            }, record: { try office.log.record($0) })
        try await worker.enqueue(Cast.activity(1), for: remote)
        let running = Task { try await worker.run() }
        while !started.withLock({ $0 }) { await Task.yield() }
        running.cancel()
        try await running.value
        #expect(await worker.state.pending(remote) == [Cast.activity(1)])
        #expect(office.log.events.count == 1)
    }

    @Test func `an outcome that is known is recorded although the worker is being stopped`() async throws {
        let office = Office()
        let running = Mutex<Task<Void, any Error>?>(nil)
        let worker = DeliveryWorker(
            clock: office.clock,
            dispatch: { peer, activity in
                running.withLock { $0?.cancel() }
                return office.outside.dispatch(peer, activity)
            },
            record: { events in
                try Task.checkCancellation()
                try office.log.record(events)
            })
        try await worker.enqueue(Cast.activity(1), for: remote)
        running.withLock { $0 = Task { try await worker.run() } }
        try await running.withLock { $0 }?.value
        #expect(office.log.events.last == .delivered(peer: remote, cid: Cast.activity(1).cid))
        #expect(await worker.state == office.log.folded)
    }

    @Test func `a running worker delivers what comes later, and sleeps until a retry is due`() async throws {
        let office = Office()
        let worker = office.worker()
        let failures = Mutex(2)
        office.outside.answers { _, activity in
            guard activity == Cast.activity(2) else { return .answered(status: 202) }
            return failures.withLock { left in
                left -= 1
                return .answered(status: left >= 0 ? 500 : 202)
            }
        }
        let running = Task { try await worker.run() }
        for number in 1...4 { try await worker.enqueue(Cast.activity(number), for: remote) }
        while office.outside.taken(by: remote).count < 4 { await Task.yield() }
        running.cancel()
        try await running.value
        #expect(office.outside.taken(by: remote) == Cast.activities(1...4))
        #expect(office.clock.now >= Cast.start + .seconds(660), "the clock went through both gaps")
        #expect(await worker.state == office.log.folded)
    }

    @Test func `events that others put into the log are taken over`() async throws {
        let office = Office()
        let worker = office.worker()
        await worker.receive([
            .enqueued(peer: remote, activity: Cast.activity(1)), .enqueued(peer: remote, activity: Cast.activity(2)),
            .deadLettered(peer: remote, cid: Cast.activity(1).cid), .unknown("teleported"),
        ])
        try await worker.deliverDue()
        #expect(office.outside.taken(by: remote) == [Cast.activity(2)])
        #expect(office.log.events == [.delivered(peer: remote, cid: Cast.activity(2).cid)])
    }

    @Test func `a worker runs once at a time`() async throws {
        let office = Office()
        let worker = office.worker()
        let running = Task { try await worker.run() }
        var refused = false
        while !refused {
            do { try await worker.deliverDue() } catch DeliveryWorkerError.alreadyRunning { refused = true }
            await Task.yield()
        }
        running.cancel()
        try await running.value
        try await worker.deliverDue()
    }
}
