import HTTPTypes
import Hummingbird

/// Says the request's number in its answer, so that who tells us of it can name it.
struct RequestNumber: RouterMiddleware {
    func handle(
        _ request: Request, context: AppContext, next: (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        response.headers.append(HTTPField(name: .requestID, value: context.requestID.description))
        return response
    }
}
