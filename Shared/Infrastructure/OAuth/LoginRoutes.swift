import Hummingbird
import SharedHTML

/// The way in. `departure`: to the authorization server; nil where that is this very service.
struct LoginRoutes: Sendable {
    let departure: Departure?
    let origin: Origin

    func add(to routes: Routes) {
        routes.get(AuthPaths.loginPattern, use: login)
    }

    @Sendable func login(_ request: Request, _ context: AppContext) throws -> Response {
        if request.isPrefetch { throw Problem.unavailable }
        let next = LocalPath(after: request, on: origin)
        let isAnew = request.uri.queryParameters[Substring(AuthPaths.againName)] == "1"
        if context.signedIn != nil, !isAnew { return .leaving(for: next.description) }
        guard let departure else {
            let signIn = FederationPaths.signIn.query([AuthPaths.nextName: next.description])
            return .leaving(for: (isAnew ? signIn.query([FederationPaths.again: "1"]) : signIn).value)
        }
        return try departure.response(to: request, then: next, isAnew ? .anew : .once)
    }
}
