import HTTPTypes
import Hummingbird

/// Says who is asking, from the cookies of the request.
struct Visitors: RouterMiddleware {
    let cookies: VisitorCookies

    func handle(
        _ request: Request, context: AppContext, next: (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        // Most who read have none.
        guard request.headers.contains(.cookie) else { return try await next(request, context) }
        var context = context
        var isForged = false
        switch cookies.find(in: request.headers) {
        case .none: break
        case .basket(let basket): context.visitor.basket = basket
        case .forged: isForged = true
        }
        var response = try await next(request, context)
        if isForged { response.headers.append(cookies.clearing) }
        return response
    }
}
