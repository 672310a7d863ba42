import AsyncHTTPClient
import FoundationEssentials
import NIOCore
import NIOHTTP1
import NIOPosix
import ServiceLifecycle
import Shared
import SharedHTML

/// Asks the authorization server, over its internal listener. Runs as long as the listeners do.
final class ProviderClient: Service {
    /// What one answer may take. Somebody waits for it.
    static let limit = TimeAmount.seconds(5)
    static let byteLimit = 256 * 1024

    private let client: OAuthClient
    private let http: HTTPClient

    init(_ client: OAuthClient) {
        self.client = client
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow, timeout: .init(connect: .seconds(2)))
        configuration.connectionPool.idleTimeout = .seconds(30)
        configuration.connectionPool.retryConnectionEstablishment = false
        http = HTTPClient(eventLoopGroup: MultiThreadedEventLoopGroup.singleton, configuration: configuration)
    }

    /// Without ``run()`` too, as when the service cannot start: a client that is dropped unclosed ends the process.
    deinit { http.shutdown { _ in } }

    func run() async throws {
        try? await gracefulShutdown()
        try await http.shutdown()
    }

    /// The ID token that `code` is good for (RFC 6749, section 4.1.3; RFC 7636, section 4.5). Throws ``SignInFault``.
    func idToken(for code: String, of login: PendingLogin) async throws -> String {
        var request = HTTPClientRequest(url: client.tokenEndpoint)
        request.method = .POST
        request.headers.add(name: "Authorization", value: credentials)
        request.headers.add(name: "Content-Type", value: "application/x-www-form-urlencoded")
        request.headers.add(name: "Accept", value: "application/json")
        let form = [
            ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", client.callback), ("code_verifier", login.verifier.text),
        ]
        request.body = .bytes(ByteBuffer(string: form.map { "\($0)=\($1.percentEncoded)" }.joined(separator: "&")))
        let (status, body) = try await ask(request)
        guard status == .ok else { throw Self.fault(status, body) }
        guard let answer = try? JSONDecoder().decode(TokenAnswer.self, from: Data(body.readableBytesView)) else {
            throw SignInFault.unavailable("the token endpoint's answer cannot be read")
        }
        return answer.id_token
    }

    /// The keys that sign tokens, as JSON (RFC 7517, section 5). Throws ``SignInFault``.
    func keys() async throws -> [UInt8] {
        let (status, body) = try await ask(HTTPClientRequest(url: client.keys))
        guard status == .ok else { throw SignInFault.unavailable("the keys are answered with \(status.code)") }
        return Array(body.readableBytesView)
    }

    private struct TokenAnswer: Decodable { let id_token: String }
    private struct TokenError: Decodable { let error: String }

    private func ask(_ request: HTTPClientRequest) async throws -> (HTTPResponseStatus, ByteBuffer) {
        do {
            // The deadline is the body's, too.
            let response = try await http.execute(request, deadline: .now() + Self.limit)
            return (response.status, try await response.body.collect(upTo: Self.byteLimit))
        } catch let error as CancellationError {
            throw error
        } catch {
            throw SignInFault.unavailable("\(error)")
        }
    }

    /// RFC 6749, section 5.2.
    private static func fault(_ status: HTTPResponseStatus, _ body: ByteBuffer) -> SignInFault {
        guard status == .badRequest || status == .unauthorized,
            let answer = try? JSONDecoder().decode(TokenError.self, from: Data(body.readableBytesView))
        else { return .unavailable("the token endpoint answers \(status.code)") }
        if answer.error == "invalid_grant" { return .stale("the code is not, or no longer, good for anything") }
        return .unavailable("the token endpoint says \(answer.error.prefix(100))")
    }

    /// RFC 6749, section 2.3.1: each part encoded as a form's, then both as RFC 7617 has it.
    private var credentials: String {
        "Basic " + Data("\(client.id.percentEncoded):\(client.secret.text.percentEncoded)".utf8).base64EncodedString()
    }
}
