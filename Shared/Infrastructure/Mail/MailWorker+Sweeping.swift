import FoundationEssentials
import Logging
import Shared

extension MailWorker {
    /// Settles what nobody can use any more.
    func expire() async {
        do {
            for kind in try await queue.expire() {
                count("mail_expired_total", kind)
                logger.error("a message was not sent before its time was over", metadata: ["kind": "\(kind)"])
            }
        } catch { logger.warning("mail whose time is over could not be settled, and will be", metadata: ["error": "\(error)"]) }
    }

    /// Forgets what was settled long ago, every hour.
    func sweepByTheClock() async {
        repeat { await sweep() } while (try? await Task.sleep(for: .seconds(3600))) != nil
    }

    func sweep(batch: Int = 500) async {
        let moment = Date() - TimeInterval(configuration.memory.components.seconds)
        do {
            while try await queue.sweep(settledBefore: moment, limit: batch) == batch {}
        } catch { logger.warning("settled mail could not be forgotten, and will be", metadata: ["error": "\(error)"]) }
    }
}
