import Crypto
import FoundationEssentials
import HTTPTypes
import Hummingbird
import Shared
import SharedInfrastructure

/// Where a client says who it is (RFC 6749, section 2.3): with its secret in `Authorization` or in the form, or, when it can keep none, with its
/// id alone.
struct ClientDoor: Sendable {
    let registry: ClientRegistry
    let proxies: [AddressRange]
    private let failures = RateLimit<Guesser>()

    init(registry: ClientRegistry, trusting proxies: [AddressRange]) {
        self.registry = registry
        self.proxies = proxies
    }

    /// Throws ``OAuthFailure``, also for who has guessed too often.
    /// - Parameter isInternal: asked by our own services, whom nobody outside can hold up.
    func client(_ request: Request, _ context: AppContext, _ parameters: Parameters, isInternal: Bool) async throws -> Client {
        let claim = try Claim(request.headers, parameters)
        // What is no id is nobody's, however it is written: all of them are counted as one.
        let id = ClientID(claim.id)
        let guesser = Guesser(client: id, network: isInternal ? nil : ClientNetwork(of: request, context, trusting: proxies))
        if let wait = failures.wait(of: guesser) {
            throw OAuthFailure(.temporarilyUnavailable, "too many wrong secrets", wait: Int(wait.components.seconds) + 1)
        }
        guard let id, let client = try await registry.client(id), claim.fits(client) else {
            failures.count(guesser)
            throw OAuthFailure(.invalidClient, "no such client, or not its secret")
        }
        return client
    }
}

/// Who is counted.
private struct Guesser: Hashable {
    /// Whom it says it is, when that is an id.
    let client: ClientID?
    /// Nil for our own services.
    let network: ClientNetwork?
}

/// Who a client says it is.
private struct Claim {
    let id: String
    let secret: [UInt8]?

    init(_ headers: HTTPFields, _ parameters: Parameters) throws {
        guard let header = headers[.authorization] else {
            guard let id = parameters["client_id"] else { throw OAuthFailure(.invalidClient, "the client did not say who it is") }
            self.id = id
            secret = parameters["client_secret"].map { Array($0.utf8) }
            return
        }
        guard parameters["client_secret"] == nil else {
            throw OAuthFailure(.invalidRequest, "the client says in two ways who it is")
        }
        guard let (id, secret) = Self.basic(header) else { throw OAuthFailure(.invalidClient, "the Authorization header is not readable") }
        guard parameters["client_id"].map({ $0 == id }) ?? true else {
            throw OAuthFailure(.invalidRequest, "client_id is not who the Authorization header says")
        }
        self.id = id
        self.secret = Array(secret.utf8)
    }

    /// Compared as hashes, in a time that says nothing of where they differ.
    func fits(_ client: Client) -> Bool {
        switch (secret, client.secretHash) {
        case (nil, nil): true
        case (let secret?, let hash?): SHA256.hash(data: secret) == hash
        default: false
        }
    }

    /// Both parts are encoded as in a form (RFC 6749, section 2.3.1).
    private static func basic(_ header: String) -> (id: String, secret: String)? {
        let parts = header.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "basic", let data = Data(base64Encoded: String(parts[1])),
            let text = String(validating: data, as: UTF8.self), let colon = text.firstIndex(of: ":")
        else { return nil }
        guard let id = decoded(text[..<colon]), let secret = decoded(text[text.index(after: colon)...]) else { return nil }
        return (id, secret)
    }

    private static func decoded(_ text: Substring) -> String? {
        guard !text.contains("&") else { return nil }
        return (try? Form(urlEncoded: Array("v=\(text)".utf8)))?.texts("v")?.first
    }
}
