import Crypto
import Shared
import SharedInfrastructure

/// Who may ask us who somebody is: our own services, by configuration, and those that an operator registered.
struct ClientRegistry: Sendable {
    private let ours: [ClientID: Client]
    private let clients: any Clients

    init(_ config: AppConfig, _ clients: any Clients) {
        self.clients = clients
        var ours: [ClientID: Client] = [:]
        for (service, secret) in config.issuer?.clients ?? [:] {
            let (id, origin) = (ClientID(service), config.publicOrigins[service])
            ours[id] = Client(
                id: id, kind: .ours, name: service.title, secretHash: Array(SHA256.hash(data: secret.bytes)),
                redirects: [CallbackAddress("\(origin)/auth/callback")].compactMap { $0 },
                postLogoutRedirects: [CallbackAddress("\(origin)/")].compactMap { $0 },
                logoutAddress: "\(config.internalOrigins[service])/auth/backchannel-logout")
        }
        self.ours = ours
    }

    /// Nil when nobody is called that.
    func client(_ id: ClientID) async throws -> Client? {
        if let client = ours[id] { return client }
        return try await clients.client(id)
    }
}
