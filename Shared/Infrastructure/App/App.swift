package import Hummingbird
import Logging
import NIOCore
package import ServiceLifecycle
import Shared
package import UnixSignals

/// One of the six services, ready to run: its routes on a public listener, its fragments, health and metrics on an internal one, with
/// everything around them that all six have in common.
package struct App: Sendable {
    /// What the proxy reaches. Tests ask it directly.
    package let publicResponder: RouterResponder<AppContext>
    /// What the other services reach.
    package let internalResponder: RouterResponder<AppContext>

    package let resources: AppResources
    private let background: [any Service]
    private let limits: ConnectionLimits
    private let stopping = Stopping()
    private var config: AppConfig { resources.config }

    /// - Parameters:
    ///   - background: what else runs as long as the app does. It starts before the listeners and stops after they have drained.
    ///   - errorPage: draws what people see instead of a page.
    ///   - internals: routes for the other services, on the internal listener.
    ///   - routes: the service's own table.
    package init(
        _ resources: AppResources, background: [any Service] = [], errorPage: any ErrorPageView = PlainErrorPage(),
        limits: ConnectionLimits = .init(), internals: (Routes) -> Void = { _ in }, routes: (Routes) -> Void
    ) {
        self.resources = resources
        self.limits = limits
        let sessions = resources.signedIn
        let revocations = resources.subscriber.map { SessionRevocations(subscriber: $0, cache: sessions) }
        self.background = (revocations.map { [$0] } ?? []) + background
        let config = resources.config
        let origins = OriginCheck(own: config.publicOrigin, siblings: config.publicOrigins)

        let site = Router(context: AppContext.self, options: .autoGenerateHeadEndpoints)
        site.add(middleware: Envelope(.public(SecurityHeaders(config)), errors: ErrorPages(view: errorPage), stopping: stopping))
        let table = Routes(router: site, origins: origins)
        AssetRoutes(assets: resources.assets).add(to: table)
        PictureRoutes(store: resources.pictures).add(to: table)
        // What follows is for people; files are the same for all.
        site.add(middleware: Visitors(config, sessions: sessions, logger: resources.logger))
        routes(table)
        table.refuseOtherMethods()
        publicResponder = site.buildResponder()

        let inside = Router(context: AppContext.self, options: .autoGenerateHeadEndpoints)
        inside.add(middleware: Envelope(.internal, errors: ErrorPages(view: PlainErrorPage()), stopping: stopping))
        let insideTable = Routes(router: inside, origins: origins)
        HealthRoutes(readiness: resources.readiness, stopping: stopping).add(to: insideTable)
        MetricsRoute(registry: resources.observability.metrics, config: config).add(to: insideTable)
        internals(insideTable)
        insideTable.refuseOtherMethods()
        internalResponder = inside.buildResponder()
    }

    /// Runs until SIGTERM or SIGINT, then drains: first it is unready, then it takes no more connections, then, when the requests in flight
    /// are answered or `config.shutdownLimit` is over, what it works with stops. Throws when anything of it cannot start or fails.
    package func run() async throws {
        FreedMemory.keep()
        let capacity = try await resources.prepare()
        defer { resources.observability.output.flush() }
        try await serviceGroup(signals: [.sigterm, .sigint], databaseCapacity: capacity).run()
    }

    /// All that runs, to be stopped by `signals` or by `triggerGracefulShutdown()`.
    package func serviceGroup(
        signals: [UnixSignal], databaseCapacity: Int? = nil, onListening: @escaping @Sendable (Listening) async -> Void = { _ in }
    ) -> ServiceGroup {
        let observability = resources.observability
        // What the servers say when all is well is said once, by the line at start-up.
        var logger = observability.logger
        logger.logLevel = max(logger.logLevel, .notice)
        let bound = BoundAddresses {
            observability.logger.info("\(StartupLine(config, $0, capacity: databaseCapacity))")
            await onListening($0)
        }
        let requests = observability.requests
        let internalListener = Listener(
            audience: .services, address: config.internalListen, limits: limits, responder: internalResponder, log: requests,
            logger: logger, onBound: { await bound.internalBound($0) })
        let publicListener = Listener(
            audience: .everybody, address: config.publicListen, limits: limits, responder: publicResponder, log: requests,
            logger: logger, onBound: { await bound.publicBound($0) })
        let drain = Drain(stopping: stopping, delay: config.shutdownDelay, logger: observability.logger)
        // They stop in the reverse order.
        let services = resources.services + background + [internalListener, publicListener, drain]
        var configuration = ServiceGroupConfiguration(
            services: services.map { .init(service: $0, successTerminationBehavior: .gracefullyShutdownGroup) },
            gracefulShutdownSignals: signals, logger: logger)
        configuration.maximumGracefulShutdownDuration = config.shutdownDelay + config.shutdownLimit
        return ServiceGroup(configuration: configuration)
    }
}

/// Where a running service answers.
package struct Listening: Sendable {
    package let publicPort: Int
    package let internalPort: Int
}

/// Waits until both listeners are bound.
private actor BoundAddresses {
    private var publicPort: Int?
    private var internalPort: Int?
    private let report: @Sendable (Listening) async -> Void

    init(report: @escaping @Sendable (Listening) async -> Void) { self.report = report }

    func publicBound(_ address: SocketAddress?) async {
        publicPort = address?.port
        await reportWhenComplete()
    }
    func internalBound(_ address: SocketAddress?) async {
        internalPort = address?.port
        await reportWhenComplete()
    }
    private func reportWhenComplete() async {
        guard let publicPort, let internalPort else { return }
        await report(Listening(publicPort: publicPort, internalPort: internalPort))
    }
}
