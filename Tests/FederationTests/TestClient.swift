import Crypto
import Foundation
import HTTPTypes
import Shared
import SharedInfrastructure
import SharedPostgres
import Support
import Testing
@testable import Federation

/// A client that asks in process.
struct TestClient {
    let id: String
    let secret: String?
    let redirect: String
    /// RFC 7636, appendix B.
    static let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    static let challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"

    /// One of our own.
    static let blog = TestClient(
        id: "blog", secret: DevelopmentKeys.client(.blog), redirect: "http://blog.rose-ash.localhost:8000/auth/callback")
    static let cart = TestClient(
        id: "cart", secret: DevelopmentKeys.client(.cart), redirect: "http://cart.rose-ash.localhost:8000/auth/callback")
    /// Somebody else's.
    static let ally = TestClient(id: "ally", secret: "a secret: 100% ours", redirect: "https://ally.example/cb?x=1")
    /// One in a browser.
    static let widget = TestClient(id: "widget", secret: nil, redirect: "https://widget.example/cb")

    /// Its question, with `changes`; nil takes a parameter away.
    func question(_ changes: [String: String?] = [:]) -> String {
        var parameters: [String: String] = [
            "client_id": id, "redirect_uri": redirect, "response_type": "code", "scope": "openid profile email offline_access",
            "state": "s +&1",
            "nonce": "n-1", "code_challenge": Self.challenge, "code_challenge_method": "S256",
        ]
        for (name, value) in changes { parameters[name] = value }
        return "/authorize?" + Self.form(parameters)
    }

    static func form(_ parameters: [String: String]) -> String {
        parameters.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.formEncoded)" }.joined(separator: "&")
    }

    /// With its secret in the form.
    func form(_ parameters: [String: String], secret: String? = nil) -> String {
        var parameters = parameters
        parameters["client_id"] = parameters["client_id"] ?? id
        parameters["client_secret"] = secret ?? self.secret
        return Self.form(parameters)
    }

    var basic: HTTPFields {
        let pair = "\(id.formEncoded):\((secret ?? "").formEncoded)"
        return [.authorization: "Basic \(Data(pair.utf8).base64EncodedString())"]
    }
}

extension String {
    var formEncoded: String { addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "" }
}

extension Answer {
    /// What the address that it leads to says.
    var led: [String: String] {
        let items = headers[.location].flatMap { URLComponents(string: $0)?.queryItems } ?? []
        return Dictionary(items.map { ($0.name, $0.value ?? "") }) { _, last in last }
    }

    var json: [String: Any] { get throws { try #require(try JSONSerialization.jsonObject(with: Data(body.utf8)) as? [String: Any]) } }
    var error: String? { get throws { try json["error"] as? String } }
}

extension FederationSite {
    /// Registers other people's clients.
    func registerAllies(logout: String? = nil) async throws {
        let clients = try services.require(\.clients)
        for client in [TestClient.ally, .widget] {
            let hash = client.secret.map { Array(SHA256.hash(data: Data($0.utf8))) }
            let ally = Client(
                id: try #require(ClientID(client.id)), kind: .thirdParty, name: "The <b>\(client.id)</b>", secretHash: hash,
                redirects: [try #require(CallbackAddress(client.redirect))],
                postLogoutRedirects: [try #require(CallbackAddress("https://\(client.id).example/bye"))], logoutAddress: logout)
            try await app.resources.database.run { (transaction: borrowing Transaction) in
                try await clients.register(ally, at: Date(), in: transaction)
            }
        }
    }

    /// Has the browser's person let the client do all that it asks for, as if they had been asked before.
    func consent(_ browser: SignedInBrowser, to client: TestClient, _ scopes: Set<Scope> = Set(Scope.allCases)) async throws {
        let (consents, id) = (try services.require(\.consents), try #require(ClientID(client.id)))
        try await app.resources.database.run { (transaction: borrowing Transaction) in
            try await consents.give(scopes, by: browser.person.id, to: id, at: Date(), in: transaction)
        }
    }

    /// A code for what `client` asks.
    func code(for client: TestClient, _ browser: SignedInBrowser, _ changes: [String: String?] = [:]) async throws -> String {
        let answer = try await app.ask(client.question(changes), browser.headers)
        return try #require(answer.led["code"], "\(answer.status) \(answer.headers[.location] ?? answer.body)")
    }

    func token(_ client: TestClient, _ parameters: [String: String], secret: String? = nil) async throws -> Answer {
        try await app.send(client.form(parameters, secret: secret), to: "/token", from: "https://elsewhere.example")
    }

    func redeem(_ code: String, _ client: TestClient, _ changes: [String: String] = [:]) async throws -> Answer {
        var parameters = [
            "grant_type": "authorization_code", "code": code, "redirect_uri": client.redirect, "code_verifier": TestClient.verifier,
        ]
        for (name, value) in changes { parameters[name] = value }
        return try await token(client, parameters)
    }

    func refresh(_ token: String, _ client: TestClient, _ changes: [String: String] = [:]) async throws -> Answer {
        try await self.token(client, ["grant_type": "refresh_token", "refresh_token": token].merging(changes) { _, new in new })
    }

    /// All tokens that `client` gets for `browser`.
    func tokens(_ client: TestClient, _ browser: SignedInBrowser, _ changes: [String: String?] = [:]) async throws -> TestTokens {
        let answer = try await redeem(code(for: client, browser, changes), client)
        return try TestTokens(answer)
    }

    func introspect(_ token: String, by client: TestClient) async throws -> Answer {
        try await app.send(TestClient.form(["token": token]), to: "/introspect", from: "https://elsewhere.example", client.basic)
    }
}

struct TestTokens {
    let access: String
    let refresh: String?
    let id: String?

    init(_ answer: Answer) throws {
        let json = try answer.json
        access = try #require(json["access_token"] as? String, "\(answer.body)")
        refresh = json["refresh_token"] as? String
        id = json["id_token"] as? String
    }

    var bearer: HTTPFields { [.authorization: "Bearer \(access)"] }

    /// Header and claims of a JWT, whoever signed it.
    static func read(_ token: String) throws -> (header: [String: Any], claims: [String: Any]) {
        let parts = try token.split(separator: ".").prefix(2).map { part in
            let data = Data(try #require(Base64URL.decode(String(part))))
            return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        }
        return (parts[0], parts[1])
    }
}
