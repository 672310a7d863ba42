package import Shared

/// What a service needs to know who is who. Federation tells the others (OAuth 2.1, OpenID Connect); each of them proves to it with a secret
/// of its own that it is itself.
package enum IdentitySettings: Sendable {
    case client(secret: Secret)
    case server(IssuerSettings)
}

/// What federation alone holds.
package struct IssuerSettings: Sendable {
    /// Seals signing keys where they are stored, and derives one refresh token from another.
    package let key: Secret
    /// By which each of the other five proves that it is itself.
    package let clients: [ServiceName: Secret]
    /// How often somebody may begin to sign in by mail.
    package let signIns: SignInLimits
}

extension AppConfig {
    /// The secret of a service that is a client; nil for federation.
    package var clientSecret: Secret? {
        guard case .client(let secret) = identity else { return nil }
        return secret
    }

    /// Nil for all but federation.
    package var issuer: IssuerSettings? {
        guard case .server(let settings) = identity else { return nil }
        return settings
    }
}

extension ServiceName {
    /// All but federation, which signs people in to them.
    package static let clients = allCases.filter { $0 != .federation }
}

extension Settings {
    /// Federation reads `IDENTITY_KEY` and `CLIENT_SECRET_<SERVICE>` for each of the others; each of those reads its own `CLIENT_SECRET`, or
    /// its `CLIENT_SECRET_<SERVICE>` where all six share one environment. `SIGN_INS_PER_ADDRESS` and `SIGN_INS_PER_NETWORK` are an hour's.
    mutating func identity(of service: ServiceName, development: Bool) -> IdentitySettings? {
        guard service == .federation else {
            let shared = "CLIENT_SECRET_\(service.rawValue.uppercased())"
            let name =
                optional("CLIENT_SECRET", isSecret: true) == nil && optional(shared, isSecret: true) != nil ? shared : "CLIENT_SECRET"
            return key(name, development: DevelopmentKeys.client(service), allowed: development).map { .client(secret: $0) }
        }
        let key = key("IDENTITY_KEY", development: DevelopmentKeys.identity, allowed: development)
        var clients: [ServiceName: Secret] = [:]
        for client in ServiceName.clients {
            clients[client] = self.key(
                "CLIENT_SECRET_\(client.rawValue.uppercased())", development: DevelopmentKeys.client(client), allowed: development)
        }
        var limits = SignInLimits()
        let perAddress = number("SIGN_INS_PER_ADDRESS", default: limits.perAddress, in: 1...100_000)
        let perNetwork = number("SIGN_INS_PER_NETWORK", default: limits.perNetwork, in: 1...100_000)
        guard let key, clients.count == ServiceName.clients.count, let perAddress, let perNetwork else { return nil }
        (limits.perAddress, limits.perNetwork) = (perAddress, perNetwork)
        return .server(IssuerSettings(key: key, clients: clients, signIns: limits))
    }
}
