package import Logging
import ServiceLifecycle
import Shared
package import SharedPostgres
package import SharedRedis

/// What a process works with: its configuration, its voice, the database, Redis, and the static files. Making one connects to nothing.
package struct AppResources: Sendable {
    package let config: AppConfig
    package let observability: Observability
    package let database: Database
    /// Nil: the site runs without Redis.
    package let redis: RedisClient?
    /// For what other processes publish; nil without Redis.
    package let subscriber: RedisSubscriber?
    package let assets: Assets

    package var logger: Logger { observability.logger }

    /// - Parameters:
    ///   - observability: nil starts the process's own, which can be done once.
    ///   - assets: nil reads those of the configuration.
    /// - Throws: ``StartupError`` when the static files cannot be read.
    package init(_ config: AppConfig, observability: Observability? = nil, assets: Assets? = nil) throws {
        let observability = observability ?? .start(config)
        self.config = config
        self.observability = observability
        var database = config.database
        database.applicationName = config.service.rawValue
        self.database = try Database(database, logger: observability.logger)
        redis = config.redis.map { RedisClient($0, logger: observability.logger) }
        subscriber = config.redis.map { RedisSubscriber($0, logger: observability.logger) }
        self.assets = try assets ?? Assets(root: config.staticRoot)
    }

    /// What runs as long as the process does, in the order in which it starts; it stops in the reverse order.
    var services: [any Service] { [database] + (redis.map { [$0] } ?? []) }

    /// For an operator's subcommand: runs `work` with everything connected, and closes it afterwards, whatever comes of it.
    package func during<Answer: Sendable>(_ work: @Sendable () async throws -> Answer) async throws -> Answer {
        try await withThrowingTaskGroup(of: Void.self) { group in
            if let redis {
                group.addTask { try await redis.run() }
                // What the command tells other processes goes through Redis, if it is there.
                for _ in 0..<50 where !redis.isAvailable { try await Task.sleep(for: .milliseconds(10)) }
            }
            let answer: Result<Answer, any Error>
            do { answer = .success(try await work()) } catch { answer = .failure(error) }
            group.cancelAll()
            await database.shutDown()
            observability.output.flush()
            return try answer.get()
        }
    }
}
