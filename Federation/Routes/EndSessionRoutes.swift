import FoundationEssentials
import HTTPTypes
import Hummingbird
import Shared
import SharedHTML
import SharedInfrastructure

/// Where clients send browsers to have somebody signed out, everywhere (OpenID Connect RP-Initiated Logout 1.0).
struct EndSessionRoutes {
    let registry: ClientRegistry
    let keys: KeyRing
    let signOut: SignOut
    let way: WayOn
    let site: Site

    func add(to routes: Routes) {
        routes.get(FederationPaths.endSession, use: ask)
        routes.post(FederationPaths.endSession, from: .anyone, use: askByForm)
        routes.post(FederationPaths.confirmationsPattern, use: confirm)
    }

    /// Who is signed in is asked, unless the client shows an ID token of theirs: anybody can send a browser here.
    @Sendable func ask(_ request: Request, _ context: AppContext) async throws -> Response {
        let end = try await end(try Form(urlEncoded: (request.uri.query ?? "").utf8))
        guard let session = context.signedIn?.session else { return try await done(end, afterForm: false, [], request, context) }
        guard end.subject == session.person.description else {
            let name = context.signedIn?.name ?? ""
            let page = try await way.pages.respond(to: request, context, caching: .never) {
                EndSessionPage(end: end, name: name, site: site)
            }
            return WayOn.unkept(page, referrer: "same-origin")
        }
        return try await done(end, afterForm: false, try await signOut(request, context), request, context)
    }

    /// From another site, a form comes without our cookies; what it leads to comes with them.
    @Sendable func askByForm(_ request: Request, _ context: AppContext) async throws -> Response {
        let end = try await end(try await request.form(context))
        let query = end.parameters.query
        let path = query.isEmpty ? FederationPaths.endSession : "\(FederationPaths.endSession)?\(query)"
        return WayOn.unkept(.redirect(to: path, type: .normal), referrer: "no-referrer")
    }

    @Sendable func confirm(_ request: Request, _ context: AppContext) async throws -> Response {
        let end = try await end(try await request.form(context))
        return try await done(end, afterForm: true, try await signOut(request, context), request, context)
    }

    private func end(_ form: Form) async throws -> SessionEnd {
        try await SessionEnd(Parameters(form, known: SessionEnd.known), registry, keys)
    }

    private func done(
        _ end: SessionEnd, afterForm: Bool, _ cookies: [HTTPField], _ request: Request, _ context: AppContext
    ) async throws -> Response {
        if let destination = end.destination, let client = end.client {
            return try await way.go(to: destination, of: client, afterForm: afterForm, cookies: cookies, request, context)
        }
        var context = context
        context.signedIn = nil
        context.visitor.member = nil
        var response = try await way.pages.respond(to: request, context, caching: .never) { SignedOutPage(next: .front) }
        for cookie in cookies { response.headers.append(cookie) }
        return WayOn.unkept(response, referrer: "no-referrer")
    }
}
