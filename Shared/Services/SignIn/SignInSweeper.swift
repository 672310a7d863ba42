package import FoundationEssentials
package import Logging
import ServiceLifecycle
package import Shared

/// Forgets sign-ins of a day ago and registrations that nobody ended: addresses and networks are not kept longer than they are of use. Any number of
/// sweepers may run at once.
package struct SignInSweeper: Service {
    private let signIns: any SignIns
    private let registrations: any Registrations
    private let transactions: any Transactions
    private let period: Duration
    private let batch: Int
    private let logger: Logger

    /// Looks every `period`, and deletes `batch` rows in one transaction at most.
    package init(
        _ signIns: any SignIns, _ registrations: any Registrations, in transactions: any Transactions,
        every period: Duration = .seconds(900),
        batch: Int = 1000, logger: Logger
    ) {
        self.signIns = signIns
        self.registrations = registrations
        self.transactions = transactions
        self.period = period
        self.batch = batch
        self.logger = logger
    }

    package func run() async throws {
        await cancelWhenGracefulShutdown {
            repeat {
                do { try await sweep() } catch is CancellationError {
                } catch { logger.warning("old sign-ins could not be deleted, and will be", metadata: ["error": "\(error)"]) }
            } while (try? await Task.sleep(for: period)) != nil
        }
    }

    /// Batch after batch, until one of each is not full. Answers how many rows went.
    @discardableResult
    package func sweep(at moment: Date = Date()) async throws -> Int {
        let old = moment - SignInLimits.memory.interval
        let began = try await each { (transaction: borrowing Transaction) in
            try await signIns.sweep(begunBefore: old, limit: batch, in: transaction)
        }
        let registering = try await each { (transaction: borrowing Transaction) in
            try await registrations.sweep(expiredBefore: moment, limit: batch, in: transaction)
        }
        return began + registering
    }

    private func each(_ work: @Sendable (borrowing Transaction) async throws -> Int) async throws -> Int {
        var swept = 0
        while true {
            let deleted = try await transactions.run(work)
            swept += deleted
            if deleted < batch { return swept }
        }
    }
}
