import FoundationEssentials
import HTTPTypes
import Hummingbird
import Shared
import SharedInfrastructure

/// What somebody answers a client that asks who they are.
struct ConsentRoutes {
    let desk: AuthorizationDesk
    let way: WayOn

    static let request = Field("request", as: String.self, upTo: LocalPath.limit)
    static let person = Field("person", as: ID<Person>.self)
    static let allow = Field("allow", as: Bool.self)

    func add(to routes: Routes) { routes.post(FederationPaths.consentsPattern, use: answer) }

    /// The client's request is read and checked anew: a form can hold anything.
    @Sendable func answer(_ request: Request, _ context: AppContext) async throws -> Response {
        let (query, person, allows) = try await request.form(context).read(Self.request, Self.person, Self.allow)
        let parameters = Parameters(try Form(urlEncoded: query.utf8), known: AuthorizationRequest.known)
        let destination = try await desk.destination(parameters)
        let address: String
        do {
            let asked = try AuthorizationRequest(parameters, to: destination)
            // Who answers is who was asked, and still signed in, with all the proof that the client wants; others are asked anew.
            let moment = Date()
            guard let session = context.signedIn?.session, session.person == person,
                let device = try await desk.devices.device(session.device, at: moment),
                !allows || !desk.needsProof(asked, of: device, at: moment)
            else { return .redirect(to: AuthorizationRequest.path(parameters), type: .normal) }
            address =
                allows
                ? try await desk.consent(to: asked, on: device)
                : destination.location(OAuthFailure(.accessDenied, "the person said no"))
        } catch let failure as OAuthFailure { address = destination.location(failure) }
        return try await way.go(to: address, of: destination.client, afterForm: true, request, context)
    }
}
