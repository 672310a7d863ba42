import Logging
import ServiceLifecycle
import Shared
import SharedPostgres
import SharedServices
import Support

extension CoOp {
    /// Runs `body` beside a processor, and stops the processor gracefully.
    func withProcessor(
        _ handler: any ActivityHandler, poll: Duration = .milliseconds(100), attempts: Int = 8, workers: Int = 4,
        lease: Duration = .seconds(30), grace: Duration = .seconds(5), _ body: () async throws -> Void
    ) async throws {
        var configuration = EventProcessor.Configuration()
        configuration.poll = poll
        configuration.attempts = attempts
        configuration.workers = workers
        configuration.lease = lease
        configuration.grace = grace
        configuration.firstWait = .milliseconds(5)
        configuration.longestWait = .milliseconds(20)
        let processor = try EventProcessor([handler], handlings, on: database, configuration: configuration, logger: .silent)
        let group = ServiceGroup(services: [processor], logger: .silent)
        let running = Task { try await group.run() }
        do {
            try await body()
            await group.triggerGracefulShutdown()
            try await running.value
        } catch {
            running.cancel()
            throw error
        }
    }

    /// Waits until a connection listens.
    func somebodyListens() async throws {
        try await eventually(within: .seconds(10)) {
            try await !database.query(
                "select 1 as one from pg_stat_activity where datname = current_database() and query like 'listen%ap_handlings%'"
            ).isEmpty
        }
    }
}
