package import FoundationEssentials
package import Logging
import ServiceLifecycle
import Shared
package import SharedPostgres

/// Deletes what has ended of people's accounts: devices and sessions after ``Device/memory``, changes of addresses when they do not count towards
/// ``AddressChange/limit`` any more. What was done is in the audit trail, which is kept as long as the account. Any number of sweepers may run at
/// once.
package struct AccountSweeper: Service {
    private let database: Database
    private let period: Duration
    private let batch: Int
    private let logger: Logger

    /// Looks every `period`, and deletes `batch` rows in one statement at most, so that it holds nobody up for long.
    package init(_ database: Database, every period: Duration = .seconds(3600), batch: Int = 1000, logger: Logger) {
        self.database = database
        self.period = period
        self.batch = batch
        self.logger = logger
    }

    package func run() async throws {
        await cancelWhenGracefulShutdown {
            repeat {
                do { try await sweep() } catch is CancellationError {
                } catch { logger.warning("what has ended of accounts could not be deleted, and will be", metadata: ["error": "\(error)"]) }
            } while (try? await Task.sleep(for: period)) != nil
        }
    }

    /// Answers how many rows went. A device that has run out never comes back to life, so nobody is signed out by this.
    @discardableResult
    package func sweep(at moment: Date = Date()) async throws -> Int {
        let old = moment - Device.memory.interval
        let sessions = try await each { limit in
            try await database.query(
                """
                with old as (
                    select id from account.sessions where least(revoked_at, expires_at) < \(old) limit \(limit) for update skip locked
                )
                delete from account.sessions s using old where s.id = old.id
                """
            ).affected
        }
        let devices = try await each { limit in
            try await database.query(
                """
                with old as (
                    select id from account.devices where least(ended_at, expires_at) < \(old) limit \(limit) for update skip locked
                )
                delete from account.devices d using old where d.id = old.id
                """
            ).affected
        }
        let changes = try await each { limit in
            try await database.query(
                """
                with old as (
                    select id from account.address_changes where asked_at <= \(moment - AddressChange.lifetime)
                    limit \(limit) for update skip locked
                )
                delete from account.address_changes c using old where c.id = old.id
                """
            ).affected
        }
        return sessions + devices + changes
    }

    /// Batch after batch, until one is not full.
    private func each(_ delete: (_ limit: Int) async throws -> Int) async throws -> Int {
        var swept = 0
        while true {
            let deleted = try await delete(batch)
            swept += deleted
            if deleted < batch { return swept }
        }
    }
}
