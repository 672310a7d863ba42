import HTTPTypes
package import Hummingbird

/// An app's table of routes. Reading is for everybody; whatever changes something takes its senders with it, so that no action can be
/// reached from another site by having been forgotten.
package struct Routes {
    private let router: Router<AppContext>
    private let origins: OriginCheck
    private let prefix: String
    private let known: KnownMethods

    package typealias Handler<Answer: ResponseGenerator> = @Sendable (Request, AppContext) async throws -> Answer

    init(router: Router<AppContext>, origins: OriginCheck) {
        self.init(router: router, origins: origins, prefix: "", known: KnownMethods())
    }

    private init(router: Router<AppContext>, origins: OriginCheck, prefix: String, known: KnownMethods) {
        self.router = router
        self.origins = origins
        self.prefix = prefix
        self.known = known
    }

    /// `GET`, and with it `HEAD`.
    package func get(_ path: String, use handler: @escaping Handler<some ResponseGenerator>) {
        known.add(.get, at: prefix + path)
        router.on(RouterPath(prefix + path), method: .get, use: handler)
    }

    /// A `GET` of which nobody is told: to every other method the path is not there.
    func getUntold(_ path: String, use handler: @escaping Handler<some ResponseGenerator>) {
        router.on(RouterPath(prefix + path), method: .get, use: handler)
    }

    /// `POST`. `senders`: the sites whose forms may send it.
    package func post(_ path: String, from senders: Senders = .own, use handler: @escaping Handler<some ResponseGenerator>) {
        action(path, .post, senders, handler)
    }

    package func put(_ path: String, from senders: Senders = .own, use handler: @escaping Handler<some ResponseGenerator>) {
        action(path, .put, senders, handler)
    }

    package func delete(_ path: String, from senders: Senders = .own, use handler: @escaping Handler<some ResponseGenerator>) {
        action(path, .delete, senders, handler)
    }

    /// `OPTIONS`, for what scripts of other sites may ask (Fetch standard, "CORS-preflight request"). Elsewhere it is answered by itself.
    package func options(_ path: String, use handler: @escaping Handler<some ResponseGenerator>) {
        known.add(.options, at: prefix + path)
        router.on(RouterPath(prefix + path), method: .options, use: handler)
    }

    /// The same table below `path`.
    package func group(_ path: String) -> Routes {
        Routes(router: router, origins: origins, prefix: prefix + path + "/", known: known)
    }

    /// Gives every path an answer to the methods that it has no route for: 405 with `Allow` (RFC 9110, section 15.5.6), and `OPTIONS`
    /// likewise. Called once, after the last route.
    func refuseOtherMethods() {
        for (path, methods) in known.byPath {
            let allow = methods.filter { $0 != .options }.flatMap { $0 == .get ? ["GET", "HEAD"] : [$0.rawValue] } + ["OPTIONS"]
            let headers: HTTPFields = [.allow: allow.joined(separator: ", ")]
            if !methods.contains(.options) {
                router.on(RouterPath(path), method: .options) { _, _ in Response(status: .noContent, headers: headers) }
            }
            for method: HTTPRequest.Method in [.get, .post, .put, .patch, .delete] where !methods.contains(method) {
                router.on(RouterPath(path), method: method) { _, _ -> Response in throw Problem(.methodNotAllowed, headers: headers) }
            }
        }
    }

    private func action<Answer: ResponseGenerator>(
        _ path: String, _ method: HTTPRequest.Method, _ senders: Senders, _ handler: @escaping Handler<Answer>
    ) {
        known.add(method, at: prefix + path)
        router.on(RouterPath(prefix + path), method: method) { [origins] request, context in
            try origins.check(request, from: senders)
            return try await handler(request, context)
        }
    }
}

/// Which methods each path of a table has. Shared by a table and its groups while an app is put together.
private final class KnownMethods {
    private(set) var byPath: [String: [HTTPRequest.Method]] = [:]

    func add(_ method: HTTPRequest.Method, at path: String) { byPath[path, default: []].append(method) }
}
