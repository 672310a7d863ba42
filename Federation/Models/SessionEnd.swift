import HTTPTypes
import Shared
import SharedInfrastructure

/// What a client asks that wants somebody signed out (OpenID Connect RP-Initiated Logout 1.0, section 2).
struct SessionEnd: Sendable, Equatable {
    static let known = ["id_token_hint", "client_id", "post_logout_redirect_uri", "state"]

    /// Who asks; nil when that is not said.
    let client: Client?
    /// Whom the client means; nil when it does not say.
    let subject: String?
    /// Where to go afterwards: an address that the client registered, with its state.
    let destination: String?
    let parameters: Parameters

    /// Throws ``Problem``, for the person who is here: nobody is sent to an address that is not registered.
    init(_ parameters: Parameters, _ registry: ClientRegistry, _ keys: KeyRing) async throws {
        guard parameters.broken.isEmpty else { throw Problem.unreadableEnd }
        var subject: String?
        var id = parameters["client_id"]
        if let hint = parameters["id_token_hint"], let claims = try await keys.verify(hint, as: IDTokenClaims.self, at: nil) {
            guard id == nil || id == claims.audience else { throw Problem.unreadableEnd }
            (id, subject) = (claims.audience, claims.subject)
        }
        var client: Client?
        if let id {
            guard let name = ClientID(id), let known = try await registry.client(name) else { throw Problem.unknownClient }
            client = known
        }
        var destination: String?
        if let redirect = parameters["post_logout_redirect_uri"] {
            guard let client else { throw Problem.unreadableEnd }
            guard let known = client.postLogoutRedirects.first(where: { $0.description == redirect }) else {
                throw Problem.unknownRedirect(client.name)
            }
            let query = Parameters.query([("state", parameters["state"])])
            destination = query.isEmpty ? known.description : known.adding(query: query)
        }
        self.client = client
        self.subject = subject
        self.destination = destination
        self.parameters = parameters
    }
}

extension Problem {
    fileprivate static let unreadableEnd = Problem.badRequest(
        "We could not read who wants you signed out.", advice: "You can sign out on any page of ours, with the menu that has your name.")
}
