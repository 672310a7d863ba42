import Shared
import SharedPostgres
import Support
import Testing

/// More ask than there are connections.
@Suite(.timeLimit(.minutes(2))) struct PoolQueueTests {
    @Test func `whoever waits too long for a connection is told so, and whoever waits less is served`() async throws {
        try await withTestDatabase(configure: { ($0.poolSize, $0.poolTimeout) = (2, .seconds(1)) }) { database in
            let lent = Meeting(of: 3)
            let release = Meeting(of: 3)
            let holders = (0..<2).map { _ in
                Task {
                    try await database.withConnection { _ in
                        await lent.arrive()
                        await release.arrive()
                    }
                }
            }
            await lent.arrive()
            await withTaskGroup { group in
                for _ in 0..<10 {
                    group.addTask { await #expect(throws: PostgresError.timedOut(.pool)) { try await database.query("select 1") } }
                }
            }
            let patient = Task { try await database.query("select 1 as one") }
            await release.arrive()
            #expect(try await patient.value.first?["one"] == 1)
            for holder in holders { try await holder.value }
        }
    }

    @Test func `whoever is cancelled while waiting for a connection leaves the queue`() async throws {
        try await withTestDatabase(configure: { ($0.poolSize, $0.poolTimeout) = (1, .seconds(20)) }) { database in
            let lent = Meeting(of: 2)
            let release = Meeting(of: 2)
            let holder = Task {
                try await database.withConnection { _ in
                    await lent.arrive()
                    await release.arrive()
                }
            }
            await lent.arrive()
            let impatient = (0..<20).map { _ in Task { try await database.query("select 1") } }
            let patient = Task { try await database.query("select 2 as two") }
            try await Task.sleep(for: .milliseconds(20))
            for reader in impatient {
                reader.cancel()
                await #expect(throws: CancellationError.self) { try await reader.value }
            }
            await release.arrive()
            try await holder.value
            #expect(try await patient.value.first?["two"] == 2)
        }
    }

    @Test func `two hundred readers share four connections`() async throws {
        try await withTestDatabase { database in
            let processes = try await withThrowingTaskGroup(of: Set<Int>.self) { group in
                for reader in 0..<200 {
                    group.addTask {
                        var seen: Set<Int> = []
                        for page in 0..<20 {
                            let row = try #require(
                                try await database.query("select \(reader * 100 + page) as page, pg_backend_pid() as pid").first)
                            #expect(try row["page"] == reader * 100 + page)
                            seen.insert(try row["pid"])
                        }
                        return seen
                    }
                }
                return try await group.reduce(into: Set<Int>()) { $0.formUnion($1) }
            }
            #expect((1...4).contains(processes.count))
        }
    }
}
