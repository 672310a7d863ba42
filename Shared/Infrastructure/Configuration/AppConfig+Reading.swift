import Configuration
import Logging
package import Shared
import SharedPostgres
import SharedRedis

/// Values that let a laptop start without a key file. Production refuses them.
package enum DevelopmentKeys {
    package static let fragment = "development-only-fragment-key-of-rose-ash"
    package static let visitor = "development-only-visitor-key-of-rose-ash"
    package static let identity = "development-only-identity-key-of-rose-ash"
    package static func client(_ service: ServiceName) -> String { "development-only-client-secret-of-\(service.rawValue)" }
}

extension AppConfig {
    /// Throws `ConfigError`, which names every key that is missing or malformed.
    init(_ service: ServiceName, from reader: ConfigReader) throws {
        var settings = Settings(reader)
        let environment: Environment? = settings.value(
            "ENVIRONMENT", default: "production", example: "development", expecting: "development or production",
            parse: Environment.init(rawValue:))
        let development = environment == .development

        let siteDomain: String? = settings.value(
            "SITE_DOMAIN", default: development ? "rose-ash.localhost" : nil, example: "rose-ash.com", expecting: "a domain name",
            parse: { Origin("https://\($0)")?.host == $0 ? $0 : nil })
        let publicOrigins = settings.origins(
            "PUBLIC_ORIGIN", default: siteDomain.map { "https://{service}.\($0)" }, example: "https://{service}.rose-ash.com")
        let internalOrigins = settings.origins("INTERNAL_ORIGIN", default: nil, example: "http://{service}:9000")
        let publicListen = settings.value(
            "PUBLIC_LISTEN", example: "0.0.0.0:8000", expecting: "an address with a port", parse: { ListenAddress($0) })
        let internalListen = settings.value(
            "INTERNAL_LISTEN", example: "0.0.0.0:9000", expecting: "an address with a port", parse: { ListenAddress($0) })
        if let publicListen, let internalListen, publicListen == internalListen, publicListen.port != 0 {
            settings.add("INTERNAL_LISTEN", "is the public address", example: "0.0.0.0:9000")
        }
        // Behind a proxy that is not trusted all visitors are one network, which has soon signed in too often: production has to say who is.
        let trustedProxies = settings.value(
            "TRUSTED_PROXIES", default: development ? "127.0.0.0/8 ::1" : nil, example: "127.0.0.1 10.0.0.0/8",
            expecting: "a list of the addresses of proxies, or ranges of them",
            parse: { AddressRange.list($0) })

        let database = settings.database("DATABASE_URL")
        let redis = settings.redis("REDIS_URL")
        let runMigrations = settings.value(
            "RUN_MIGRATIONS", default: "false", example: "true", expecting: "true or false", parse: { Bool($0) })
        if runMigrations == true, service != .blog {
            settings.add("RUN_MIGRATIONS", "is for blog alone, since one service migrates for all", example: "false")
        }
        let migrationsRoot: String? = settings.value(
            "MIGRATIONS_ROOT", default: "Shared/Migrations/sql", example: "/app/migrations", expecting: "a folder", parse: { $0 })
        let fragmentKey = settings.key("FRAGMENT_KEY", development: DevelopmentKeys.fragment, allowed: development)
        let visitorKey = settings.key("VISITOR_KEY", development: DevelopmentKeys.visitor, allowed: development)
        let identity = settings.identity(of: service, development: development)
        let mail =
            service == .federation
            ? settings.mail(isDevelopment: development, siteDomain: siteDomain, greetingName: publicOrigins?[service].host) : nil

        let staticRoot: String? = settings.value(
            "STATIC_ROOT", default: development ? "Shared/Static" : nil, example: "/app/static", expecting: "a folder", parse: { $0 })
        let picturesRoot: String? = settings.value(
            "PICTURES_ROOT", default: development ? ".run/pictures" : nil, example: "/pictures", expecting: "a folder", parse: { $0 })
        let logLevel = settings.value(
            "LOG_LEVEL", default: "info", example: "info", expecting: "one of trace, debug, info, notice, warning, error, critical",
            parse: Logger.Level.init(rawValue:))
        let logFormat = settings.value(
            "LOG_FORMAT", default: development ? "text" : "json", example: "json", expecting: "json or text",
            parse: LogFormat.init(rawValue:))
        let build: String? = settings.value(
            "BUILD", default: "development", example: "2026-04-01.3", expecting: "letters, digits, dots and hyphens, at most 64",
            parse: { RequestID.isWellFormed($0) ? $0 : nil })
        let replicas = settings.number("REPLICAS", default: 1, in: 1...64)
        let shutdownDelay = settings.number("SHUTDOWN_DELAY_SECONDS", default: development ? 0 : 2, in: 0...60)
        let shutdownLimit = settings.number("SHUTDOWN_LIMIT_SECONDS", default: development ? 5 : 20, in: 1...300)

        guard settings.problems.isEmpty, let environment, let siteDomain, let publicOrigins, let internalOrigins,
            let publicListen, let internalListen, let trustedProxies, let database, let runMigrations,
            let migrationsRoot, let fragmentKey, let visitorKey, let identity, let staticRoot, let picturesRoot,
            let logLevel,
            let logFormat, let build, let replicas, let shutdownDelay, let shutdownLimit
        else { throw ConfigError(problems: settings.problems) }

        self.init(
            service: service, environment: environment, siteDomain: siteDomain, publicOrigins: publicOrigins,
            internalOrigins: internalOrigins, publicListen: publicListen, internalListen: internalListen, trustedProxies: trustedProxies,
            database: database,
            redis: redis, runMigrations: runMigrations, migrationsRoot: migrationsRoot, fragmentKey: fragmentKey, visitorKey: visitorKey,
            identity: identity, mail: mail, staticRoot: staticRoot, picturesRoot: picturesRoot,
            logLevel: logLevel, logFormat: logFormat, build: build, replicas: replicas, shutdownDelay: .seconds(shutdownDelay),
            shutdownLimit: .seconds(shutdownLimit))
    }
}

extension Settings {
    /// Six origins: `<KEY>_<SERVICE>` for each, or `<KEY>` with `{service}` where the name goes.
    fileprivate mutating func origins(_ key: String, default fallback: String?, example: String) -> Origins? {
        let pattern = optional(key) ?? fallback
        if let pattern, !pattern.contains("{service}") {
            add(key, "has no {service} in it", example: example)
            return nil
        }
        var found: [ServiceName: Origin] = [:]
        for service in ServiceName.allCases {
            let name = service.rawValue
            found[service] = value(
                "\(key)_\(name.uppercased())", default: pattern.map { $0.replacing("{service}", with: name) },
                example: example.replacing("{service}", with: name), expecting: "an origin (scheme, host, port; no path)",
                parse: { Origin($0) })
        }
        return Origins { found[$0] }
    }

    /// A secret of at least 32 bytes. The development value works in development alone.
    mutating func key(_ name: String, development: String, allowed: Bool) -> Secret? {
        let example = "(the output of: openssl rand -hex 32)"
        let secret = value(
            name, default: allowed ? development : nil, example: example, expecting: "a secret of at least 32 bytes", isSecret: true,
            parse: { $0.utf8.count >= 32 ? Secret($0) : nil })
        if !allowed, secret == Secret(development) { add(name, "is the development value", example: example) }
        return secret
    }

    fileprivate mutating func database(_ key: String) -> PostgresConfiguration? {
        let example = "postgresql://rose_ash:…@db:5432/rose_ash"
        guard let url: String = value(key, example: example, expecting: "an address", isSecret: true, parse: { $0 }) else { return nil }
        do throws(PostgresURLError) { return try PostgresConfiguration(url: url) } catch {
            add(key, "is refused: \(error.reason)", example: example)
            return nil
        }
    }

    fileprivate mutating func redis(_ key: String) -> RedisConfiguration? {
        guard let url = optional(key, isSecret: true) else { return nil }
        do throws(RedisAddressError) { return try RedisConfiguration(url) } catch {
            add(key, "is refused: \(error.description)", example: "redis://redis:6379")
            return nil
        }
    }

    mutating func number(_ key: String, default fallback: Int, in range: ClosedRange<Int>) -> Int? {
        value(
            key, default: String(fallback), example: String(fallback),
            expecting: "a whole number from \(range.lowerBound) to \(range.upperBound)",
            parse: { Int($0).flatMap { range.contains($0) ? $0 : nil } })
    }
}
