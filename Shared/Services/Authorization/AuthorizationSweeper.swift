package import FoundationEssentials
package import Logging
import ServiceLifecycle
import Shared
package import SharedPostgres

/// Deletes what nobody asks for any more: grants whose code was never come for, or that nobody has used for long; codes and refresh tokens that
/// can give nothing; grants of who has left, and news of sign-outs, of long ago. Any number of them may run at once.
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

    package func sweep(at moment: Date) async {
        do {
            try await sweepSecrets(at: moment)
            try await sweepGrants(at: moment)
            _ = try await PostgresLogouts(database).sweep(before: moment - LogoutDelivery.memory.interval)
        } catch is CancellationError {
        } catch { logger.warning("old grants could not be deleted, and will be", metadata: ["error": "\(error)"]) }
    }

    /// One that was used and shown again ends its grant, so it is kept until a day after it has run out; of a grant that has ended it ends nothing.
    private func sweepSecrets(at moment: Date) async throws {
        let date = moment - 86_400
        try await database.query(
            "delete from oauth.grants g using oauth.codes c where c.grant_id = g.id and c.used_at is null and c.expires_at < \(date)")
        try await database.query("delete from oauth.codes where expires_at < \(date)")
        try await database.query("delete from oauth.refresh_tokens where expires_at < \(date)")
        try await database.query(
            "delete from oauth.refresh_tokens t using oauth.grants g where g.id = t.grant_id and g.ended_at < \(moment)")
    }

    /// A grant that has ended is kept as long as its device may be signed in: its client is told when that ends.
    private func sweepGrants(at moment: Date) async throws {
        try await database.query("delete from oauth.grants where used_at < \(moment - 400 * 86_400)")
        try await database.query("delete from oauth.grants where person_id is null and ended_at < \(moment - 30 * 86_400)")
    }
}
