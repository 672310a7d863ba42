import Shared
import SharedInfrastructure

/// Where the answer to an authorization request goes: a known client, and one of its own addresses.
struct Destination: Sendable, Equatable {
    let client: Client
    let redirect: CallbackAddress
    /// What the client wants back as it sent it.
    let state: String?
    let issuer: String

    func location(code: SecretToken) -> String { location([("code", code.text)]) }

    func location(_ failure: OAuthFailure) -> String {
        location([("error", failure.code.rawValue), ("error_description", failure.description)])
    }

    /// With `iss` (RFC 9207), whatever comes of it.
    private func location(_ pairs: [(String, String?)]) -> String {
        redirect.adding(query: Parameters.query(pairs + [("state", state), ("iss", issuer)]))
    }
}

/// How somebody is to be asked (OpenID Connect Core 1.0, section 3.1.2.1).
enum Prompt: String, CaseIterable, Sendable {
    case none
    case login
    case consent
    case selectAccount = "select_account"
}

/// What a client asks of somebody at `/authorize` (RFC 6749, section 4.1.1; RFC 7636, section 4.3; OpenID Connect Core 1.0, section 3.1.2.1).
struct AuthorizationRequest: Sendable, Equatable {
    static let known = [
        "client_id", "redirect_uri", "response_type", "response_mode", "scope", "state", "nonce", "code_challenge", "code_challenge_method",
        "prompt", "max_age", "id_token_hint", "login_hint", "request", "request_uri", "registration", Self.resumed,
    ]
    /// Ours: the way here began with a form of ours, and what ``ProofSeal`` notes.
    static let resumed = "resumed"

    let destination: Destination
    let scopes: Set<Scope>
    let challenge: CodeChallenge
    let nonce: String?
    let prompts: Set<Prompt>
    /// Seconds since somebody proved who they are, at most.
    let maximumAge: Int?
    let hint: String?
    let parameters: Parameters

    var client: Client { destination.client }
    /// Whether who is signed in is to prove who they are once more, however lately they did.
    var asksAnew: Bool { !prompts.isDisjoint(with: [.login, .selectAccount]) }

    /// Throws ``OAuthFailure``, which goes to `destination`.
    init(_ parameters: Parameters, to destination: Destination) throws {
        if let name = parameters.broken.sorted().first { throw OAuthFailure(.invalidRequest, "\(name) is sent twice or is no text") }
        if parameters["request"] != nil { throw OAuthFailure(.requestNotSupported, "request objects are not supported") }
        if parameters["request_uri"] != nil { throw OAuthFailure(.requestURINotSupported, "request_uri is not supported") }
        if parameters["registration"] != nil { throw OAuthFailure(.registrationNotSupported, "registration is not supported") }
        guard let type = parameters["response_type"] else { throw OAuthFailure(.invalidRequest, "response_type is missing") }
        guard type == "code" else { throw OAuthFailure(.unsupportedResponseType, "response_type can be: code") }
        guard ["query", nil].contains(parameters["response_mode"]) else {
            throw OAuthFailure(.invalidRequest, "response_mode can be: query")
        }
        guard let scope = parameters["scope"] else { throw OAuthFailure(.invalidScope, "scope is missing") }
        guard let scopes = Set<Scope>(scope: scope) else {
            throw OAuthFailure(.invalidScope, "scope can be of: \(Set(Scope.allCases).text)")
        }
        guard let challenge = parameters["code_challenge"] else { throw OAuthFailure(.invalidRequest, "code_challenge is missing") }
        guard parameters["code_challenge_method"] == "S256" else {
            throw OAuthFailure(.invalidRequest, "code_challenge_method has to be: S256")
        }
        guard let challenge = CodeChallenge(challenge) else {
            throw OAuthFailure(.invalidRequest, "code_challenge is not a SHA-256 in base64url")
        }
        for (name, limit) in [("state", 2000), ("nonce", 500)] where parameters[name].map({ $0.unicodeScalars.count > limit }) ?? false {
            throw OAuthFailure(.invalidRequest, "\(name) is longer than \(limit) characters")
        }
        self.destination = destination
        self.parameters = parameters
        self.scopes = scopes
        self.challenge = challenge
        nonce = parameters["nonce"]
        hint = parameters["id_token_hint"]
        prompts = try Self.prompts(parameters["prompt"])
        maximumAge = try Self.maximumAge(parameters["max_age"])
    }

    private static func prompts(_ text: String?) throws -> Set<Prompt> {
        var prompts: Set<Prompt> = []
        for word in (text ?? "").split(separator: " ") {
            guard let prompt = Prompt(rawValue: String(word)) else {
                throw OAuthFailure(.invalidRequest, "prompt can be of: none, login, consent, select_account")
            }
            prompts.insert(prompt)
        }
        guard !prompts.contains(.none) || prompts.count == 1 else { throw OAuthFailure(.invalidRequest, "prompt none stands alone") }
        return prompts
    }

    private static func maximumAge(_ text: String?) throws -> Int? {
        guard let text else { return nil }
        guard let age = Int(text), age >= 0, text.utf8.first != UInt8(ascii: "+") else {
            throw OAuthFailure(.invalidRequest, "max_age is not a number of seconds")
        }
        return age
    }
}

extension AuthorizationRequest {
    /// Where the question that `parameters` are is asked.
    static func path(_ parameters: Parameters) -> String { "\(FederationPaths.authorize)?\(parameters.query)" }
}
