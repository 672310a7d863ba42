import HTTPTypes
import Shared
import Support
import Synchronization
import Testing
@testable import SharedInfrastructure

struct SearchGateTests {
    @Test func `A few pass at a time, and all of them in the end`() async throws {
        let gate = SearchGate(width: 2, mostWaiting: 100)
        let inside = Inside()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<40 {
                group.addTask {
                    try await gate.pass {
                        inside.come()
                        try await Task.sleep(for: .milliseconds(2))
                        inside.go()
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(inside.most == 2)
    }

    @Test func `When too many wait, the next is told to come again; what fails lets the next one pass`() async throws {
        let gate = SearchGate(width: 1, mostWaiting: 0)
        struct Failure: Error {}
        await #expect(throws: Failure.self) { try await gate.pass { () -> Void in throw Failure() } }
        try await gate.pass {
            _ = await #expect(throws: Problem.unavailable) { try await gate.pass {} }
        }
        try await gate.pass {}
    }

    @Test func `One who has waited too long is told to come again, and the place goes to the next`() async throws {
        let clock = Alarms()
        let gate = SearchGate(width: 1, longestWait: .seconds(3), sleep: clock.sleep)
        let late = try await gate.pass {
            let early = Task { try await gate.pass {} }
            try await eventually("the first one's alarm is set") { clock.set == 1 }
            clock.advance(by: .seconds(2))
            let late = Task { try await gate.pass { "passed" } }
            try await eventually("both alarms are set") { clock.set == 2 }
            #expect(gate.waiting == 2)
            clock.advance(by: .seconds(1))
            let problem = await #expect(throws: Problem.self) { try await early.value }
            #expect(problem?.status == .serviceUnavailable && problem?.headers[.retryAfter] != nil)
            #expect(gate.waiting == 1)
            return late
        }
        #expect(try await late.value == "passed")
        try await eventually("no alarm is left") { clock.set == 0 }
    }

    @Test func `Whoever passes is not disturbed by the time that it could have waited`() async throws {
        let clock = Alarms()
        let gate = SearchGate(width: 1, longestWait: .seconds(3), sleep: clock.sleep)
        let (inside, enter) = AsyncStream.makeStream(of: Void.self)
        let (outside, leave) = AsyncStream.makeStream(of: Void.self)
        let next = try await gate.pass {
            let next = Task {
                try await gate.pass {
                    enter.finish()
                    for await _ in outside {}
                    return "passed"
                }
            }
            try await eventually("it waits") { clock.set == 1 }
            return next
        }
        for await _ in inside {}
        clock.advance(by: .seconds(60))
        leave.finish()
        #expect(try await next.value == "passed")
    }

    @Test func `One who goes while waiting leaves its place in the line to the next`() async throws {
        let gate = SearchGate(width: 1)
        let next = try await gate.pass {
            let first = Task { try await gate.pass {} }
            try await eventually("the first waits") { gate.waiting == 1 }
            let next = Task { try await gate.pass { "passed" } }
            try await eventually("both wait") { gate.waiting == 2 }
            first.cancel()
            await #expect(throws: CancellationError.self) { try await first.value }
            #expect(gate.waiting == 1)
            return next
        }
        #expect(try await next.value == "passed")
        let gone = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            try await gate.pass { () -> Void in Issue.record("It passed, though it was gone before it came.") }
        }
        await #expect(throws: CancellationError.self) { try await gone.value }
    }

    @Test func `However many go while they wait or pass, no place is lost`() async throws {
        let gate = SearchGate(width: 2, mostWaiting: 500)
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<400 {
                let visitor = Task { try await gate.pass { () -> Void in await Task.yield() } }
                group.addTask {
                    for _ in 0..<number % 7 { await Task.yield() }
                    if number % 3 == 0 { visitor.cancel() }
                    _ = await visitor.result
                }
            }
        }
        #expect(gate.waiting == 0)
        // Both places are free: nobody leaves while the second is taken.
        #expect(try await gate.pass { try await gate.pass { true } })
    }
}

/// How many are inside, and how many at most ever were.
private final class Inside: Sendable {
    private let counts = Mutex((now: 0, most: 0))

    func come() {
        counts.withLock { counts in
            counts.now += 1
            counts.most = max(counts.most, counts.now)
        }
    }
    func go() { counts.withLock { $0.now -= 1 } }
    var most: Int { counts.withLock { $0.most } }
}
