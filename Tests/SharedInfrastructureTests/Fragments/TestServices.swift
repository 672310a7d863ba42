import FoundationEssentials
import Hummingbird
import Logging
import NIOCore
import Shared
import SharedRedis
import Support
import Synchronization
import Testing

@testable import SharedInfrastructure

/// Services on loopback, as far as fragments go.
enum TestServices {
    /// Test machines are slow, and all tests run at once: every budget is longer, and what is slow is slower than that.
    static let patience = 8
    static func budget(of type: FragmentType) -> Duration { type.budget * patience }

    /// Runs `body` with a Redis of its own, and a client that waits for it.
    static func withRedis<Answer: Sendable>(_ body: (RedisClient) async throws -> Answer) async throws -> Answer {
        try await RedisServer.run { server in try await withClient(of: server, body) }
    }

    static func withClient<Answer: Sendable>(of server: RedisServer, _ body: (RedisClient) async throws -> Answer) async throws -> Answer {
        var configuration = server.configuration
        configuration.commandTimeout *= patience
        return try await Support.withClient(of: configuration, body)
    }

    static let key = Array("the key that only the services hold, in tests".utf8)

    /// Runs `body` with a process of `service`.
    static func compose<Answer: Sendable>(
        _ service: ServiceName, build: String = "build-1", renderers: [any FragmentRenderer] = [],
        origins: [ServiceName: String] = [:], redis: RedisClient? = nil, clock: TestClock = TestClock(), bytes: Int = 4 << 20,
        _ body: (FragmentComposer) async throws -> Answer
    ) async throws -> Answer {
        let settings = FragmentSettings(service: service, build: build, key: key, internalOrigins: origins, processCacheBytes: bytes)
        let composer = FragmentComposer(settings, renderers: renderers, redis: redis, logger: .silent, time: clock.time, patience: patience)
        return try await withRunning(composer) {
            // Its subscription stands when its build is known.
            if redis != nil { try await eventually("\(service) listens") { composer.exchanges.withLock { $0 > 0 } } }
            return try await body(composer)
        }
    }

    /// Runs `body` with the internal listener of a service that owns `renderers`; it is given the listener's origin.
    static func serve<Answer: Sendable>(
        _ service: ServiceName, build: String = "build-1", _ renderers: [any FragmentRenderer], clock: TestClock = TestClock(),
        _ body: (String) async throws -> Answer
    ) async throws -> Answer {
        let router = Router(context: AppContext.self)
        router.add(middleware: Envelope(.internal, errors: ErrorPages(view: PlainErrorPage())))
        let routes = FragmentRoutes(
            renderers: FragmentRenderers(renderers, build: build), signature: FragmentSignature(key: key), time: clock.time)
        let own = try #require(Origin("http://blog.localhost"))
        let siblings = try #require(Origins { _ in own })
        routes.add(to: Routes(router: router, origins: OriginCheck(own: own, siblings: siblings)))
        return try await listen(router, body)
    }

    /// Runs `body` with `router` on a free port of loopback.
    static func listen<Answer: Sendable>(_ router: Router<AppContext>, _ body: (String) async throws -> Answer) async throws -> Answer {
        let (ports, port) = AsyncStream.makeStream(of: Int.self)
        let application = Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { channel in port.yield(channel.localAddress?.port ?? 0) }, logger: .silent)
        return try await withRunning(application) {
            var iterator = ports.makeAsyncIterator()
            return try await body("http://127.0.0.1:\(await iterator.next() ?? 0)")
        }
    }
}
