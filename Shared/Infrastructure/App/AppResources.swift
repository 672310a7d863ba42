package import Logging
import ServiceLifecycle
package import Shared
package import SharedPostgres
package import SharedRedis
import SharedServices

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
    package let pictures: PictureStore
    /// Who is signed in.
    package let sessions: any Sessions
    /// The same, as this process remembers it for a while.
    package let signedIn: SessionCache

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
        sessions = PostgresSessions(self.database)
        signedIn = SessionCache(sessions)
        pictures = PictureStore(root: config.picturesRoot)
        self.assets = try assets ?? Assets(root: config.staticRoot)
    }

    /// What runs as long as the process does, in the order in which it starts; it stops in the reverse order.
    var services: [any Service] { [database] + (redis.map { [$0] } ?? []) }
}
