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
