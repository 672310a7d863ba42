import Hummingbird
import Shared

/// What the authorization server says in the callback's address (RFC 6749, section 4.1.2; RFC 9207). What stands there twice says nothing.
struct AuthorizationAnswer {
    let state: SecretToken?
    let issuer: String?
    let code: String?
    let error: String?

    init(_ request: Request) {
        let query = request.uri.queryParameters
        func only(_ name: Substring) -> String? {
            let values = query[values: name]
            return values.count == 1 ? String(values[0]) : nil
        }
        state = only("state").flatMap { SecretToken($0) }
        issuer = only("iss")
        code = only("code").flatMap { $0.isEmpty ? nil : $0 }
        error = only("error")
    }

    /// The code. Throws ``SignInFault`` for every other answer, and for one that comes from somebody else, which is not even asked about.
    func code(from issuer: String) throws(SignInFault) -> String {
        guard self.issuer == issuer else { throw .untrusted("the answer says it is from \(self.issuer?.prefix(200) ?? "nobody")") }
        switch error {
        case nil: break
        case "access_denied": throw .denied
        case "login_required": throw .nobodySignedIn
        case "interaction_required", "consent_required", "account_selection_required": throw .notWithoutAsking
        case "server_error", "temporarily_unavailable": throw .unavailable("the authorization server says \(error ?? "")")
        case .some(let other): throw .untrusted("the authorization server says \(other.prefix(100))")
        }
        guard let code, code.utf8.count <= 2000 else { throw .untrusted("the answer has no code") }
        return code
    }
}
