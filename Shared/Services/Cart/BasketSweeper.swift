import FoundationEssentials
package import Logging
import ServiceLifecycle
package import Shared

/// Deletes baskets that no browser carries any more, and those that have long been empty. Any number of them may run at once.
package struct BasketSweeper: Service {
    /// How long an empty basket is kept: whoever has just emptied theirs may be about to fill it again.
    package static let patience: Duration = .seconds(86_400)

    private let baskets: any Baskets
    private let transactions: any Transactions
    private let period: Duration
    private let batch: Int
    private let logger: Logger

    /// Looks every `period`, and deletes `batch` baskets in one transaction at most, so that it holds nobody up for long.
    package init(
        _ baskets: any Baskets, in transactions: any Transactions, every period: Duration = .seconds(3600), batch: Int = 500,
        logger: Logger
    ) {
        self.baskets = baskets
        self.transactions = transactions
        self.period = period
        self.batch = batch
        self.logger = logger
    }

    package func run() async throws {
        await cancelWhenGracefulShutdown {
            repeat { await sweep() } while (try? await Task.sleep(for: period)) != nil
        }
    }

    /// Batch after batch, until one is not full.
    private func sweep() async {
        var swept = 0
        defer { if swept > 0 { logger.info("old baskets were deleted", metadata: ["baskets": "\(swept)"]) } }
        let now = Date()
        do {
            while true {
                let deleted = try await transactions.run { (transaction: borrowing Transaction) in
                    try await baskets.sweep(
                        untouchedSince: now - Basket.lifetime, emptySince: now - Self.patience, limit: batch, in: transaction)
                }
                swept += deleted
                if deleted < batch { return }
            }
        } catch is CancellationError {
        } catch { logger.warning("old baskets could not be deleted, and will be", metadata: ["error": "\(error)"]) }
    }
}

extension Date {
    fileprivate static func - (date: Date, duration: Duration) -> Date { date - TimeInterval(duration.components.seconds) }
}
