import ServiceLifecycle
import Shared
import SharedInfrastructure
import SharedServices

/// Federation as the server of OAuth 2.1 and OpenID Connect: its desks, its routes, and what runs beside them.
struct AuthorizationServer {
    let handler: LogoutHandler
    let background: [any Service]
    private let authorization: AuthorizationDesk
    private let tokens: TokenDesk
    private let signOut: SignOut
    private let door: ClientDoor
    private let keys: KeyRing
    private let issuer: Issuer

    /// Throws `NotWired` when `services` or the configuration lacks what it uses.
    init(_ resources: AppResources, _ services: Services, signOut: SignOut) throws {
        let (config, logger) = (resources.config, resources.logger)
        guard let secret = config.issuer?.key else { throw NotWired(contract: "\(IssuerSettings.self)") }
        let (transactions, grants) = (try services.require(\.transactions), try services.require(\.grants))
        let (devices, trail) = (try services.require(\.devices), try services.require(\.auditTrail))
        let (logouts, signingKeys) = (try services.require(\.logouts), try services.require(\.signingKeys))
        let issuer = Issuer(config)
        let registry = ClientRegistry(config, try services.require(\.clients))
        let keys = KeyRing(signingKeys, in: transactions, issuer: issuer)
        authorization = AuthorizationDesk(
            registry: registry, transactions: transactions, grants: grants, consents: try services.require(\.consents), devices: devices,
            trail: trail, keys: keys, issuer: issuer, seal: ProofSeal(secret))
        tokens = TokenDesk(
            transactions: transactions, grants: grants, devices: devices, people: try services.require(\.people), trail: trail, keys: keys,
            issuer: issuer)
        let (rings, bell) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        handler = LogoutHandler(transactions: transactions, grants: grants, logouts: logouts, registry: registry) { bell.yield() }
        let worker = LogoutWorker(
            logouts: logouts, registry: registry, keys: keys, issuer: issuer, courier: LogoutCourier(config), logger: logger, rings: rings,
            bell: bell)
        background = [
            worker, KeyKeeper(keys: signingKeys, transactions: transactions, logger: logger),
            AuthorizationSweeper(resources.database, logger: logger),
        ]
        door = ClientDoor(registry: registry, trusting: config.trustedProxies)
        self.signOut = signOut
        self.keys = keys
        self.issuer = issuer
    }

    /// For people.
    func add(to routes: Routes, _ pages: PageResponder, _ site: Site) {
        let way = WayOn(pages: pages)
        AuthorizationRoutes(desk: authorization, way: way, site: site).add(to: routes)
        ConsentRoutes(desk: authorization, way: way).add(to: routes)
        EndSessionRoutes(registry: authorization.registry, keys: keys, signOut: signOut, way: way, site: site).add(to: routes)
        addProtocol(to: routes, isInternal: false)
    }

    /// For programs: on both listeners, since our own services do not resolve our public names.
    func addProtocol(to routes: Routes, isInternal: Bool) {
        TokenRoutes(desk: tokens, door: door, isInternal: isInternal).add(to: routes)
        InspectionRoutes(desk: tokens, door: door, isInternal: isInternal).add(to: routes)
        UserInfoRoutes(desk: tokens).add(to: routes)
        MetadataRoutes(issuer: issuer, keys: keys).add(to: routes)
    }
}
