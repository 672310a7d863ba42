import Shared
import SharedPostgres
import Support
import Testing

/// Statements whose preparation is outdated, or their task cancelled, at a moment that only a relay can make.
@Suite(.serialized, .timeLimit(.minutes(2))) struct PreparationTests {
    /// Gives `body` the server's own database, and one whose connections lead through a relay.
    private static func withRelay(
        configure: (inout PostgresConfiguration) -> Void, _ body: (Relay, _ direct: Database, _ relayed: Database) async throws -> Void
    ) async throws {
        try await RestartTests.withServer { server, direct in
            try await direct.withConnection {
                try await $0.runScript("create table posts (id int8 primary key, title text); insert into posts values (1, 'Leek soup')")
            }
            try await Relay.run(to: server, configure: configure) { relay, relayed in try await body(relay, direct, relayed) }
        }
    }

    @Test func `a lane read whose statement a migration outdated is answered, though its connection is lost right then`() async throws {
        try await Self.withRelay(configure: { $0.laneTimeout = .seconds(60) }) { relay, direct, relayed in
            let read: @Sendable () async throws -> PostgresRows = { try await relayed.query("select * from posts where id = 1", on: .lane) }
            #expect(try await read().first?["title"] == "Leek soup")
            try await direct.query("alter table posts add column words int8 default 7")
            try await relay.hold()
            let reader = Task { try await read() }
            try await eventually { try await relay.keeps }
            // The refusal and the connection's end reach the client together, while it waits for another answer.
            let neighbour = Task { try await relayed.query("select pg_terminate_backend(pg_backend_pid())", on: .lane) }
            try await eventually { try await relay.ended == 1 }
            try await relay.letGo()
            _ = await neighbour.result
            let alarm = Task {
                try await Task.sleep(for: .seconds(20))
                reader.cancel()
            }
            #expect(try await reader.value.first?["words"] == 7)
            alarm.cancel()
        }
    }

    @Test func `whoever is cancelled while the server prepares a statement does not wait for its answer`() async throws {
        try await Self.withRelay(configure: { ($0.poolSize, $0.statementTimeout) = (1, .seconds(5)) }) { relay, _, relayed in
            let process: Int = try #require(try await relayed.query("select pg_backend_pid() as pid").first)["pid"]
            try await relay.hold()
            let reader = Task { try await relayed.query("select pg_sleep(30)") }
            // It is prepared, which the client has not heard yet; so the server finds nothing to cancel.
            try await eventually { try await relay.keeps }
            reader.cancel()
            try await eventually { try await relay.ended == 1 }
            try await Task.sleep(for: .milliseconds(100))
            try await relay.letGo()
            await #expect(throws: CancellationError.self) { try await reader.value }
            #expect(try await relayed.query("select pg_backend_pid() as pid").first?["pid"] == process)
        }
    }

    @Test func `a lane read that is cancelled while it is prepared leaves its neighbours theirs, and the lane its connection`() async throws
    {
        try await Self.withRelay(configure: { $0.laneTimeout = .seconds(60) }) { relay, _, relayed in
            let process: Int = try #require(try await relayed.query("select pg_backend_pid() as pid", on: .lane).first)["pid"]
            try await relay.hold()
            let title: @Sendable () async throws -> String? = {
                try await relayed.query("select title from posts where id = 1", on: .lane).first?["title"]
            }
            let leaver = Task { try await title() }
            try await eventually { try await relay.keeps }
            let neighbour = Task { try await title() }
            leaver.cancel()
            await #expect(throws: CancellationError.self) { try await leaver.value }
            try await relay.letGo()
            #expect(try await neighbour.value == "Leek soup")
            for _ in 0..<3 {
                #expect(try await title() == "Leek soup")
                #expect(try await relayed.query("select pg_backend_pid() as pid", on: .lane).first?["pid"] == process)
            }
        }
    }
}
