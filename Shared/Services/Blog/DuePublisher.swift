import FoundationEssentials
package import Logging
import ServiceLifecycle
package import Shared

/// Publishes scheduled posts when their time comes. Any number of them may run at once.
package struct DuePublisher: Service {
    private let publishing: any Publishing
    private let transactions: any Transactions
    private let period: Duration
    private let logger: Logger

    /// Looks every `period`: a post is published that much late at most.
    package init(_ publishing: any Publishing, in transactions: any Transactions, every period: Duration = .seconds(10), logger: Logger) {
        self.publishing = publishing
        self.transactions = transactions
        self.period = period
        self.logger = logger
    }

    package func run() async throws {
        await cancelWhenGracefulShutdown {
            repeat { await publish() } while (try? await Task.sleep(for: period)) != nil
        }
    }

    private func publish() async {
        do {
            let slugs = try await transactions.run { (transaction: borrowing Transaction) in
                try await publishing.publishDue(at: Date(), in: transaction)
            }
            for slug in slugs { logger.info("published on schedule", metadata: ["slug": "\(slug)"]) }
        } catch { logger.warning("scheduled posts could not be published, and will be", metadata: ["error": "\(error)"]) }
    }
}
