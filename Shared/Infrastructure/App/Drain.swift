import Logging
import ServiceLifecycle

/// Stops first when the process is told to stop: from then on it is unready, and it keeps accepting for `delay`, until the proxy has seen
/// that.
struct Drain: Service {
    let stopping: Stopping
    let delay: Duration
    let logger: Logger

    func run() async throws {
        try? await gracefulShutdown()
        stopping.begin()
        logger.info("stopping", metadata: ["after": "\(delay)"])
        try? await Task.sleep(for: delay)
    }
}
