import Logging
package import Shared
package import SharedInfrastructure
import SharedPostgres
import Synchronization

/// A configuration that works, for tests to change.
package enum TestSite {
    package static let environment = [
        "ENVIRONMENT": "development", "SITE_DOMAIN": "rose-ash.localhost", "PUBLIC_ORIGIN": "http://{service}.rose-ash.localhost:8000",
        "INTERNAL_ORIGIN": "http://{service}:9000", "PUBLIC_LISTEN": "127.0.0.1:0", "INTERNAL_LISTEN": "127.0.0.1:0",
        "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/nothing",
    ]

    /// ``environment`` with `changes`; nil takes a key away.
    package static func config(_ service: ServiceName = .blog, _ changes: [String: String?] = [:]) throws -> AppConfig {
        var environment = environment
        for (key, value) in changes { environment[key] = value }
        return try AppConfig(service, environment: environment)
    }

    /// The site's own static files, read once for all tests: each app's own reading would take longer than most of them.
    package static var assets: Assets { get throws { try readAssets.get() } }
    private static let readAssets = Result { try Assets(root: "\(repositoryRoot)/Shared/Static") }

    /// An app that a test asks in process: nothing listens, and no database is reached unless a route asks for it.
    package static func app(
        _ service: ServiceName = .blog, _ changes: [String: String?] = [:], log: RecordedLines = RecordedLines(),
        assets: Assets = Assets(), limits: ConnectionLimits = .init(), routes: (Routes) -> Void = { _ in }
    ) throws -> App {
        let config = try config(service, changes)
        let resources = try AppResources(config, observability: Observability(config, output: log.output), assets: assets)
        return App(resources, limits: limits, routes: routes)
    }
}

/// The lines of a log, kept for a test.
package final class RecordedLines: Sendable {
    private let bytes = Mutex<[UInt8]>([])

    package init() {}

    package var output: LogOutput { LogOutput(gathers: false) { [self] new in bytes.withLock { $0 += new } } }
    package var lines: [String] { bytes.withLock { String(decoding: $0, as: UTF8.self) }.split(separator: "\n").map(String.init) }
}
