import FoundationEssentials
import Logging
import ServiceLifecycle
import Shared
import SharedServices

/// Turns the signing keys when their term is over, and forgets those that nobody has use for any more. Any number of them may run at once.
struct KeyKeeper: Service {
    let keys: any SigningKeys
    let transactions: any Transactions
    let logger: Logger
    var period = Duration.seconds(3600)

    func run() async throws {
        await cancelWhenGracefulShutdown {
            repeat { await keep(at: Date()) } while (try? await Task.sleep(for: period)) != nil
        }
    }

    func keep(at moment: Date) async {
        do {
            let turned = try await transactions.run { (transaction: borrowing Transaction) in
                _ = try await keys.complete(at: moment, in: transaction)
                _ = try await keys.forget(before: moment - SigningKey.memory.interval, in: transaction)
                return try await keys.turn(at: moment, in: transaction)
            }
            if turned { logger.notice("the signing key was turned: its term was over") }
        } catch is CancellationError {
        } catch { logger.warning("the signing keys could not be looked after, and will be", metadata: ["error": "\(error)"]) }
    }
}
