import HTTPTypes
import Hummingbird

/// Keeps what is for our own services off the public listener, whatever a service registers there.
struct PublicPaths: RouterMiddleware {
    func handle(
        _ request: Request, context: AppContext, next: (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        let path = request.uri.path
        if path.hasPrefix("/internal/") || path == "/internal" { throw Problem.notFound }
        return try await next(request, context)
    }
}
