import Crypto
import CryptoExtras
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
package import Shared
import Synchronization

/// An authorization server of a test's own: with real keys, over a real socket, and with the lies that a test asks for. It shares nothing with
/// ours but the specifications (RFC 6749, 7636 and 9207; OpenID Connect Core 1.0). Over 200 lines: one server, and every lie that it can tell.
package final class TestProvider: Sendable {
    /// How the token endpoint and the keys are answered.
    package enum Endpoint: Sendable {
        case honest
        case status(Int, String)
        /// Never within the time that anybody waits.
        case silent
    }

    package enum Signature: Sendable {
        case own
        /// By a key that nobody was told of, under the name of the own one.
        case stranger
        /// `HS256`, with these bytes.
        case shared([UInt8])
        /// `none`: an empty one.
        case none
    }

    /// What stands in a token before it is signed.
    package struct Draft {
        package var header: [String: Any]
        package var claims: [String: Any]
        package var signature = Signature.own
    }

    package struct Behaviour: Sendable {
        package var token = Endpoint.honest
        package var keys = Endpoint.honest
        /// Changes a token before it is signed.
        package var change: @Sendable (inout Draft) -> Void = { _ in }
        package var keyID = "key-1"

        package init() {}
    }

    private struct Grant {
        let query: [String: String]
        let person: ID<Person>
        let device: ID<Device>
    }
    private struct State {
        var behaviour = Behaviour()
        var grants: [String: Grant] = [:]
        var keyRequests = 0
    }

    package static let issuer = "http://federation.rose-ash.localhost:8000"
    private let key: _RSA.Signing.PrivateKey
    private let stranger: _RSA.Signing.PrivateKey
    private let state = Mutex(State())
    /// Where it answers: `http://127.0.0.1:…`.
    package let origin: String

    private init(port: Int, _ keys: (_RSA.Signing.PrivateKey, _RSA.Signing.PrivateKey)) {
        origin = "http://127.0.0.1:\(port)"
        (key, stranger) = keys
    }

    package func behave(_ change: (inout Behaviour) -> Void) { state.withLock { change(&$0.behaviour) } }
    package var keyRequests: Int { state.withLock { $0.keyRequests } }
    /// The public key as a text that everybody can have.
    package var publicKey: String { key.publicKey.pemRepresentation }

    private static let keys = Task {
        (try _RSA.Signing.PrivateKey(keySize: .bits2048), try _RSA.Signing.PrivateKey(keySize: .bits2048))
    }

    /// Runs `body` with a server that is there until it ends.
    package static func run<Answer: Sendable>(_ body: (TestProvider) async throws -> Answer) async throws -> Answer {
        let keys = try await keys.value
        let (ports, tell) = AsyncStream.makeStream(of: Int.self)
        let box = Holder()
        let router = Router()
        router.post("/token") { request, _ in
            guard let provider = box.provider.withLock({ $0 }) else { throw HTTPError(.serviceUnavailable) }
            return try await provider.token(request)
        }
        router.get("/jwks") { _, _ in
            guard let provider = box.provider.withLock({ $0 }) else { throw HTTPError(.serviceUnavailable) }
            return try await provider.keySet()
        }
        let application = Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { channel in tell.yield(channel.localAddress?.port ?? 0) }, logger: .silent)
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await application.run() }
            guard let port = await ports.first(where: { _ in true }) else { throw CancellationError() }
            let provider = TestProvider(port: port, keys)
            box.provider.withLock { $0 = provider }
            let outcome: Result<Answer, any Error>
            do { outcome = .success(try await body(provider)) } catch { outcome = .failure(error) }
            group.cancelAll()
            while let result = await group.nextResult() { _ = result }
            return try outcome.get()
        }
    }

    /// What a browser is sent to from `authorize`, once whoever uses it has signed in with `device`: the path and query of the callback.
    package func callback(after authorize: String, as person: ID<Person>, on device: ID<Device>) -> String {
        let query = Self.query(of: authorize)
        let code = "code-\(UUID().uuidString)"
        state.withLock { $0.grants[code] = Grant(query: query, person: person, device: device) }
        return "/auth/callback?code=\(code)&state=\(query["state"] ?? "")&iss=\(Self.encoded(Self.issuer))"
    }

    /// The same for an error.
    package static func callback(after authorize: String, error: String, issuer: String? = issuer) -> String {
        "/auth/callback?error=\(error)&state=\(query(of: authorize)["state"] ?? "")" + (issuer.map { "&iss=\(encoded($0))" } ?? "")
    }

    package static func query(of address: String) -> [String: String] {
        let items = URLComponents(string: address)?.queryItems ?? []
        return Dictionary(items.map { ($0.name, $0.value ?? "") }, uniquingKeysWith: { first, _ in first })
    }

    package static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }

    /// Signs `claims`, with whatever the test has it change.
    package func sign(_ claims: [String: Any], type: String) throws -> String {
        let (change, id) = state.withLock { ($0.behaviour.change, $0.behaviour.keyID) }
        var draft = Draft(header: ["alg": "RS256", "kid": id, "typ": type], claims: claims)
        change(&draft)
        let parts = try [draft.header, draft.claims].map { Self.base64URL(try JSONSerialization.data(withJSONObject: $0)) }
        let input = Data(parts.joined(separator: ".").utf8)
        let signature: Data =
            switch draft.signature {
            case .own: try key.signature(for: SHA256.hash(data: input), padding: .insecurePKCS1v1_5).rawRepresentation
            case .stranger: try stranger.signature(for: SHA256.hash(data: input), padding: .insecurePKCS1v1_5).rawRepresentation
            case .shared(let secret): Data(HMAC<SHA256>.authenticationCode(for: input, using: SymmetricKey(data: secret)))
            case .none: Data()
            }
        return (parts + [Self.base64URL(signature)]).joined(separator: ".")
    }

    private func token(_ request: Request) async throws -> Response {
        if let answer = try await Self.lie(state.withLock { $0.behaviour.token }) { return answer }
        let body = String(buffer: try await request.body.collect(upTo: 10_000))
        let form = Self.query(of: "/?" + body)
        let credentials = Data("blog:development-only-client-secret-of-blog".utf8).base64EncodedString()
        guard request.headers[.authorization] == "Basic \(credentials)" else { return Self.json(401, ["error": "invalid_client"]) }
        let grant = state.withLock { $0.grants.removeValue(forKey: form["code"] ?? "") }
        let challenge = Self.base64URL(Data(SHA256.hash(data: Data((form["code_verifier"] ?? "").utf8))))
        guard let grant, form["grant_type"] == "authorization_code", grant.query["redirect_uri"] == form["redirect_uri"],
            grant.query["code_challenge"] == challenge, grant.query["code_challenge_method"] == "S256",
            (43...128).contains(form["code_verifier"]?.utf8.count ?? 0)
        else { return Self.json(400, ["error": "invalid_grant"]) }
        let now = Int(Date().timeIntervalSince1970)
        let claims: [String: Any] = [
            "iss": Self.issuer, "sub": grant.person.description, "aud": "blog", "exp": now + 300, "iat": now, "auth_time": now,
            "nonce": grant.query["nonce"] ?? "", "sid": grant.device.description,
        ]
        return Self.json(
            200, ["access_token": "x", "token_type": "Bearer", "expires_in": 600, "id_token": try sign(claims, type: "JWT")])
    }

    private func keySet() async throws -> Response {
        let (behaviour, id) = state.withLock { state in
            state.keyRequests += 1
            return (state.behaviour.keys, state.behaviour.keyID)
        }
        if let answer = try await Self.lie(behaviour) { return answer }
        let primitives = try key.publicKey.getKeyPrimitives()
        let own: [String: Any] = [
            "kty": "RSA", "kid": id, "use": "sig", "alg": "RS256", "n": Self.base64URL(primitives.modulus),
            "e": Self.base64URL(primitives.publicExponent),
        ]
        // Beside what we take there may be keys of other kinds, and things that are none.
        let others: [[String: Any]] = [
            ["kty": "oct", "kid": "shared", "k": "c2VjcmV0"], ["kty": "EC", "kid": "curve", "crv": "P-256"], ["x": 1],
        ]
        return Self.json(200, ["keys": others + [own]])
    }

    private static func lie(_ endpoint: Endpoint) async throws -> Response? {
        switch endpoint {
        case .honest: return nil
        case .status(let status, let body):
            return Response(status: .init(code: status), body: .init(byteBuffer: ByteBuffer(string: body)))
        case .silent:
            try await Task.sleep(for: .seconds(60))
            return nil
        }
    }

    private static func json(_ status: Int, _ value: [String: Any]) -> Response {
        let data = (try? JSONSerialization.data(withJSONObject: value)) ?? Data()
        return Response(
            status: .init(code: status), headers: [.contentType: "application/json"], body: .init(byteBuffer: ByteBuffer(bytes: data)))
    }

    private static func base64URL(_ data: Data) -> String {
        data.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }
}

/// Where the routes find the server once it knows its port.
private final class Holder: Sendable {
    let provider = Mutex<TestProvider?>(nil)
}
