package import FoundationEssentials
package import Logging
import ServiceLifecycle
import Shared
package import SharedPostgres

/// Deletes what nobody asks for any more: grants whose code was never come for, grants and news of sign-outs of long ago. Any number of them
/// may run at once.
package struct AuthorizationSweeper: Service {
    private let database: Database
    private let period: Duration
    private let logger: Logger

    package init(_ database: Database, every period: Duration = .seconds(3600), logger: Logger) {
        self.database = database
        self.period = period
        self.logger = logger
    }

    package func run() async throws {
        await cancelWhenGracefulShutdown {
            repeat { await sweep(at: Date()) } while (try? await Task.sleep(for: period)) != nil
        }
    }

    /// A grant that has ended is kept as long as its device may be signed in: its client is told when that ends.
    package func sweep(at moment: Date) async {
        do {
            try await database.query(
                """
                delete from oauth.grants g using oauth.codes c
                where c.grant_id = g.id and c.used_at is null and c.expires_at < \(moment - 86_400)
                """)
            try await database.query("delete from oauth.grants where granted_at < \(moment - 400 * 86_400)")
            _ = try await PostgresLogouts(database).sweep(before: moment - LogoutDelivery.memory.interval)
        } catch is CancellationError {
        } catch { logger.warning("old grants could not be deleted, and will be", metadata: ["error": "\(error)"]) }
    }
}
