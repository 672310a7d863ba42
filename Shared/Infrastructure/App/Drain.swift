import HTTPTypes
import Hummingbird
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

/// Asks clients to leave once the process is stopping, so that none sends its next request into a closing connection.
struct CloseWhenStopping: RouterMiddleware {
    let stopping: Stopping

    func handle(
        _ request: Request, context: AppContext, next: (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        if stopping.isStopping { response.headers[.connection] = "close" }
        return response
    }
}
