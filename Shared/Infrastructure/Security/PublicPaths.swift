import HTTPTypes
import Hummingbird

/// Keeps what is for our own services off the public listener, whatever a service registers there.
struct PublicPaths: RouterMiddleware {
    func handle(
        _ request: Request, context: AppContext, next: (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        // The router skips empty segments, so the pattern that was found counts, and not only the path as it was written.
        if isInternal(request.uri.path) || isInternal(context.endpointPath ?? "") { throw Problem.notFound }
        return try await next(request, context)
    }

    private func isInternal(_ path: String) -> Bool { path.hasPrefix("/internal/") || path == "/internal" }
}
