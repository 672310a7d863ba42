package import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle
import Shared
import UnixSignals

/// One of the six services, ready to run: its routes on a public listener, its fragments, health and metrics on an internal one, with
/// everything around them that all six have in common.
package struct App: Sendable {
    package let config: AppConfig
    /// What the proxy reaches. Tests ask it directly.
    package let publicResponder: RouterResponder<AppContext>
    /// What the other services reach.
    package let internalResponder: RouterResponder<AppContext>

    private let resources: AppResources
    private let stopping = Stopping()
    private let limits: ConnectionLimits
    private let observability: Observability

    /// - Parameters:
    ///   - errorPage: draws what people see instead of a page.
    ///   - internals: routes for the other services, on the internal listener.
    ///   - routes: the service's own table.
    package init(
        _ config: AppConfig, resources: AppResources, errorPage: any ErrorPageView = PlainErrorPage(), limits: ConnectionLimits = .init(),
        observability: Observability, internals: (Routes) -> Void = { _ in }, routes: (Routes) -> Void
    ) {
        self.config = config
        self.resources = resources
        self.limits = limits
        self.observability = observability
        let origins = OriginCheck(own: config.publicOrigin, siblings: config.publicOrigins)

        let site = Router(context: AppContext.self, options: .autoGenerateHeadEndpoints)
        site.add(middleware: CloseWhenStopping(stopping: stopping))
        site.add(middleware: SecurityHeaders(config))
        site.add(middleware: ErrorPages(view: errorPage))
        site.add(middleware: PublicPaths())
        let table = Routes(router: site, origins: origins)
        routes(table)
        table.refuseOtherMethods()
        publicResponder = site.buildResponder()

        let inside = Router(context: AppContext.self, options: .autoGenerateHeadEndpoints)
        inside.add(middleware: CloseWhenStopping(stopping: stopping))
        inside.add(middleware: ErrorPages(view: PlainErrorPage()))
        let insideTable = Routes(router: inside, origins: origins)
        HealthRoutes(readiness: resources.readiness, stopping: stopping).add(to: insideTable)
        MetricsRoute(registry: observability.metrics, config: config).add(to: insideTable)
        internals(insideTable)
        insideTable.refuseOtherMethods()
        internalResponder = inside.buildResponder()
    }

    /// Runs until SIGTERM or SIGINT, then drains: first it is unready, then it takes no more connections, then, when the requests in flight
    /// are answered or `config.shutdownLimit` is over, what it works with stops. Throws when anything of it cannot start or fails.
    package func run(onListening: @escaping @Sendable (Listening) async -> Void = { _ in }) async throws {
        let bound = BoundAddresses(report: onListening)
        let requests = observability.requests
        // What the servers say when all is well is said once, by the line at start-up.
        var logger = observability.logger
        logger.logLevel = max(logger.logLevel, .notice)
        let internalListener = Listener(
            audience: .services, address: config.internalListen, limits: limits, responder: internalResponder, log: requests,
            logger: logger, onBound: { await bound.internalBound($0) })
        let publicListener = Listener(
            audience: .everybody, address: config.publicListen, limits: limits, responder: publicResponder, log: requests,
            logger: logger, onBound: { await bound.publicBound($0) })
        // They stop in the reverse order.
        let services: [any Service] =
            resources.services + [
                internalListener, publicListener, Drain(stopping: stopping, delay: config.shutdownDelay, logger: observability.logger),
            ]
        var configuration = ServiceGroupConfiguration(
            services: services.map { .init(service: $0, successTerminationBehavior: .gracefullyShutdownGroup) },
            gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        configuration.maximumGracefulShutdownDuration = config.shutdownDelay + config.shutdownLimit
        defer { observability.output.flush() }
        try await ServiceGroup(configuration: configuration).run()
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
