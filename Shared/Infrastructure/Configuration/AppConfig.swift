import Configuration
package import Logging
package import Shared
package import SharedPostgres
package import SharedRedis

/// What one service is told by its operator, read once. Keys, meanings and examples: `AppConfig+Reading.swift`.
package struct AppConfig: Sendable {
    package enum Environment: String, Sendable {
        case development, production
    }

    package enum LogFormat: String, Sendable {
        /// One JSON object a line.
        case json
        /// For a person at a terminal.
        case text
    }

    package let service: ServiceName
    package let environment: Environment
    /// The domain above the six subdomains: `rose-ash.com`. The visitor cookie is set for it.
    package let siteDomain: String
    /// Where browsers reach the six services. Links, form targets and the origin check use these, never the Host header.
    package let publicOrigins: Origins
    /// Where the services reach each other's fragments.
    package let internalOrigins: Origins
    /// Bound for the proxy.
    package let publicListen: ListenAddress
    /// Bound for the other services, health checks and metrics. Never reachable through the proxy.
    package let internalListen: ListenAddress
    /// Whose word on who asks is believed (`X-Forwarded-For`).
    package let trustedProxies: [AddressRange]
    package let database: PostgresConfiguration
    /// Nil: the site runs without Redis.
    package let redis: RedisConfiguration?
    /// Whether this process brings the database to the newest version before it serves. Blog's, and one replica's at a time.
    package let runMigrations: Bool
    /// The folder of migrations, for who runs them.
    package let migrationsRoot: String
    /// Signs fragment requests between services.
    package let fragmentKey: Secret
    /// Authenticates visitor cookies.
    package let visitorKey: Secret
    /// What it needs to know who is who.
    package let identity: IdentitySettings
    /// Where mail goes, and whom it is from. Federation's, which sends for all; nil in development when no relay is said.
    package let mail: MailSettings?
    /// The folder of style sheets, scripts, fonts and images.
    package let staticRoot: String
    /// The folder of pictures that were put in: one for all services and their replicas.
    package let picturesRoot: String
    package let logLevel: Logger.Level
    package let logFormat: LogFormat
    /// Which build this is: the image's version, or `development`. Part of fragment keys, so that an update never mixes assets.
    package let build: String
    /// Processes that each service runs, for the sum of database connections.
    package let replicas: Int
    /// How long an app that was told to stop goes on accepting, so that the proxy sees it unready first.
    package let shutdownDelay: Duration
    /// How long requests in flight may take to finish after that.
    package let shutdownLimit: Duration
}

extension AppConfig {
    package var publicOrigin: Origin { publicOrigins[service] }
    package var isProduction: Bool { environment == .production }

    /// Reads the process's environment. Throws `ConfigError` with every problem.
    package static func read(_ service: ServiceName) throws -> AppConfig {
        try AppConfig(service, from: ConfigReader(provider: EnvironmentVariablesProvider()))
    }

    /// Reads `environment` as if it were the process's own.
    package init(_ service: ServiceName, environment: [String: String]) throws {
        try self.init(service, from: ConfigReader(provider: EnvironmentVariablesProvider(environmentVariables: environment)))
    }
}
