import HTTPTypes
import Hummingbird
import Logging
import Shared

/// Says who is asking, from the cookies of the request, and takes away those that mean nothing.
struct Visitors: RouterMiddleware {
    private let service: ServiceName
    private let baskets: VisitorCookies
    private let known: KnownVisitors
    private let sessions: SessionCookies
    private let cache: SessionCache
    private let silent: SilentSignIn?
    private let logger: Logger

    init(_ config: AppConfig, sessions cache: SessionCache, silent: SilentSignIn? = nil, logger: Logger) {
        service = config.service
        baskets = VisitorCookies(config)
        known = KnownVisitors(baskets)
        sessions = SessionCookies(config)
        self.cache = cache
        self.silent = silent
        self.logger = logger
    }

    func handle(
        _ request: Request, context: AppContext, next: (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        // Most who read have no cookie, and cost nothing here.
        guard request.headers.contains(.cookie) else { return try await next(request, context) }
        var context = context
        var meaningless: [HTTPField] = []
        let carried = known.find(in: request.headers)
        context.visitor.basket = carried.baskets.first
        context.strayBaskets = Array(carried.baskets.dropFirst())
        meaningless += carried.forged.map { baskets.clearing($0) }
        // Whether somebody is signed in is known, and nobody is.
        var isStranger = true
        switch sessions.find(in: request.headers) {
        case .none: break
        case .token(let token):
            switch try await person(of: token, request) {
            case nil: isStranger = false
            case .some(nil): meaningless.append(sessions.clearing)
            case .some(let person?):
                isStranger = false
                context.signedIn = person
                context.visitor.member = person.session.person
            }
        case .malformed: meaningless.append(sessions.clearing)
        }
        var response: Response
        if isStranger, let way = silent?.attempt(request) { response = way } else { response = try await next(request, context) }
        guard !meaningless.isEmpty else { return response }
        // A handler that gave a new one has taken the old one away.
        let given = response.headers[values: .setCookie].map(Self.name)
        for field in meaningless where !given.contains(Self.name(field.value)) { response.headers.append(field) }
        return response
    }

    private static func name(_ setCookie: String) -> Substring { setCookie.prefix { $0 != "=" } }

    /// Whose session it is: `.some(nil)` when it is nobody's, nil when that cannot be told now. Then somebody who reads is a stranger for
    /// the moment; somebody who does something is asked to come back, so that it is not done in nobody's name.
    private func person(of token: SecretToken, _ request: Request) async throws -> SignedIn?? {
        do {
            let found = try await cache.find(token)
            return .some(found?.session.service == service ? found : nil)
        } catch let error as CancellationError {
            throw error
        } catch {
            guard request.method == .get || request.method == .head else { throw error }
            logger.warning("a session cannot be looked up; its member is shown the page as a stranger", metadata: ["error": "\(error)"])
            return nil
        }
    }
}
