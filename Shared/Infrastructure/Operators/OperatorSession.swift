package import Logging
package import Shared
package import SharedPostgres

/// What an operator's command works with: the site's configuration and its database, for as long as the command takes.
package struct OperatorSession: Sendable {
    package let config: AppConfig
    package let database: Database
    package let logger: Logger

    /// Reads the configuration of `service`, runs `work` and closes the database again, whatever happens.
    /// - Throws: `ConfigError`, and what `work` throws; each prints as one line.
    package static func run<Answer: Sendable>(
        _ service: ServiceName, _ work: (OperatorSession) async throws -> Answer
    ) async throws -> Answer {
        let config = try AppConfig.read(service)
        var logger = Logger(label: service.rawValue)
        logger.logLevel = .warning
        var settings = config.database
        settings.applicationName = "rose-ash \(service.rawValue) operator"
        settings.poolSize = 2
        let database = try Database(settings, logger: logger)
        do {
            let answer = try await work(OperatorSession(config: config, database: database, logger: logger))
            await database.shutDown()
            return answer
        } catch {
            await database.shutDown()
            throw error
        }
    }
}
