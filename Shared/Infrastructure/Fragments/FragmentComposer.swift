import AsyncHTTPClient
package import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
import Shared
package import SharedRedis
import Synchronization

/// Gives pages their fragments: from this process, from Redis, or from the service that owns them, each within its budget.
///
/// Run it before the listeners, so that it is shut down after them: it listens for invalidations, and waits for what is in the air.
package final class FragmentComposer: Service {
    let settings: FragmentSettings
    let process: ProcessCache
    let shared: SharedCache
    let time: CacheTime
    let renderers: FragmentRenderers
    let origin: OriginClient
    let flights = Flights()
    let work = BackgroundWork()
    let metrics = FragmentMetrics()
    let holds: HoldOffs
    let patience: Int64
    let logger: Logger
    /// What is being made anew while its stale part is shown.
    let refreshing = Mutex<Set<PartKey>>([])
    /// The build that each service runs, so far as this process knows.
    let builds: Mutex<[ServiceName: String]>
    /// How often builds were exchanged with the other processes: at least once when this process hears of invalidations.
    let exchanges = Mutex(0)
    private let breakers: [ServiceName: Breaker]

    /// Tells this process and all others that something changed.
    package let invalidator: CacheInvalidator

    /// - Parameter redis: runs elsewhere. Nil: the site has none; then what a change makes stale elsewhere shows when its time is over.
    package convenience init(_ settings: FragmentSettings, renderers: [any FragmentRenderer], redis: RedisClient?, logger: Logger) {
        self.init(settings, renderers: renderers, redis: redis, logger: logger, time: .system, patience: 1)
    }

    /// - Parameter patience: times every budget. Tests on a busy machine have more of it.
    init(
        _ settings: FragmentSettings, renderers: [any FragmentRenderer], redis: RedisClient?, logger: Logger, time: CacheTime, patience: Int
    ) {
        self.patience = Int64(patience)
        self.settings = settings
        self.logger = logger
        self.time = time
        self.renderers = FragmentRenderers(renderers, build: settings.build)
        shared = SharedCache(redis: redis, patience: SharedCache.patience * patience)
        process = ProcessCache(byteLimit: settings.processCacheBytes, time: time)
        invalidator = CacheInvalidator(process: process, shared: shared, logger: logger)
        holds = HoldOffs(uptime: time.uptime)
        builds = Mutex([settings.service: settings.build])
        breakers = Dictionary(uniqueKeysWithValues: ServiceName.allCases.map { ($0, Breaker(uptime: time.uptime)) })
        var client = HTTPClient.Configuration(redirectConfiguration: .disallow, timeout: .init(connect: .seconds(1)))
        client.connectionPool.idleTimeout = .seconds(30)
        // Who refuses a connection is down: the breaker tries again, not the client.
        client.connectionPool.retryConnectionEstablishment = false
        origin = OriginClient(
            http: HTTPClient(eventLoopGroup: MultiThreadedEventLoopGroup.singleton, configuration: client),
            signature: FragmentSignature(key: settings.key), origins: settings.internalOrigins, time: time)
    }

    /// The internal listener's routes for the fragments of this service.
    package var routes: FragmentRoutes { FragmentRoutes(renderers: renderers, signature: origin.signature, time: time) }

    var maker: PartMaker { PartMaker(process: process, shared: shared) }

    /// The other services', and this one's own: its database may be as slow as their network.
    func breaker(of service: ServiceName) -> Breaker { breakers[service] ?? Breaker(uptime: time.uptime) }

    /// Without ``run()`` too, as when the service cannot start: a client that is dropped unclosed ends the process.
    deinit { origin.http.shutdown { _ in } }

    /// Listens for invalidations until graceful shutdown, then waits for what is in the air, at most as long as a flight may take.
    package func run() async throws {
        await invalidator.run(connected: { await self.exchangeBuilds() }, buildsChanged: { await self.learnBuilds() })
        await work.drain(within: .nanoseconds(OriginClient.limit.nanoseconds))
        try await origin.http.shutdown()
    }
}
