import FoundationEssentials
import HTTPTypes
import Hummingbird
import Logging
import Shared
import SharedHTML
import SharedInfrastructure
import SharedPostgres

/// Where clients send browsers to ask who somebody is (RFC 6749, section 3.1; OpenID Connect Core 1.0, section 3.1.2).
struct AuthorizationRoutes {
    let desk: AuthorizationDesk
    let way: WayOn
    let site: Site

    func add(to routes: Routes) {
        routes.get(FederationPaths.authorize, use: ask)
        routes.post(FederationPaths.authorize, from: .anyone, use: askByForm)
    }

    @Sendable func ask(_ request: Request, _ context: AppContext) async throws -> Response {
        let parameters = Parameters(try Form(urlEncoded: (request.uri.query ?? "").utf8), known: AuthorizationRequest.known)
        return try await answer(parameters, request, context)
    }

    /// From another site, a form comes without our cookies; what it leads to comes with them. So there is one way on.
    @Sendable func askByForm(_ request: Request, _ context: AppContext) async throws -> Response {
        let parameters = Parameters(try await request.form(context), known: AuthorizationRequest.known)
        let destination = try await desk.destination(parameters)
        do { _ = try AuthorizationRequest(parameters, to: destination) } catch let failure as OAuthFailure {
            return WayOn.unkept(.redirect(to: destination.location(failure), type: .normal), referrer: "no-referrer")
        }
        return WayOn.unkept(.redirect(to: AuthorizationRequest.path(parameters), type: .normal), referrer: "no-referrer")
    }

    /// Once the way back is known, every trouble is the client's to hear of (RFC 6749, section 4.1.2.1).
    private func answer(_ parameters: Parameters, _ request: Request, _ context: AppContext) async throws -> Response {
        let destination = try await desk.destination(parameters)
        let afterForm = parameters[AuthorizationRequest.resumed] != nil
        do {
            let asked = try AuthorizationRequest(parameters, to: destination)
            switch try await desk.outcome(asked, of: context.signedIn?.session) {
            case .answer(let address, let destination):
                return try await way.go(to: address, of: destination.client, afterForm: afterForm, request, context)
            case .signIn(let path, let anew): return try signIn(path, anew: anew)
            case .ask(let asked, let device): return try await page(asked, device, request, context)
            }
        } catch let error as CancellationError {
            throw error
        } catch {
            let failure = Self.failure(error, context)
            return try await way.go(
                to: destination.location(failure), of: destination.client, afterForm: afterForm, request, context)
        }
    }

    private func signIn(_ path: String, anew: Bool) throws -> Response {
        guard let next = LocalPath(path) else { throw OAuthFailure(.invalidRequest, "the request is too long") }
        let link = FederationPaths.signIn.query(["next": next.description])
        return WayOn.unkept(.redirect(to: (anew ? link.query(["again": "1"]) : link).value, type: .normal), referrer: "no-referrer")
    }

    private func page(
        _ asked: AuthorizationRequest, _ device: Device, _ request: Request, _ context: AppContext
    ) async throws -> Response {
        let name = context.signedIn?.name ?? ""
        let page = try await way.pages.respond(to: request, context, caching: .never) {
            ConsentPage(request: asked, person: device.person, name: name, site: site)
        }
        return WayOn.unkept(page, referrer: "same-origin")
    }

    static func failure(_ error: any Error, _ context: AppContext) -> OAuthFailure {
        if let failure = error as? OAuthFailure { return failure }
        if error is PersonHasLeft { return OAuthFailure(.accessDenied, "who was signed in has left") }
        context.logger.error("somebody could not be signed in to a client", metadata: ["error": "\(error)"])
        return error is PostgresError
            ? OAuthFailure(.temporarilyUnavailable, "try again in a minute")
            : OAuthFailure(.serverError, "something went wrong on our side")
    }
}
