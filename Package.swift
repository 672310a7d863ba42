// swift-tools-version: 6.2
import PackageDescription

extension [SwiftSetting] {
    /// How every target of ours is compiled. Warnings are errors where we build (make and CI set the switch), so that a newer
    /// compiler elsewhere still builds.
    static let house: [SwiftSetting] =
        [
            .enableUpcomingFeature("ExistentialAny"),
            .enableUpcomingFeature("InternalImportsByDefault"),
            .enableUpcomingFeature("MemberImportVisibility"),
        ] + (Context.environment["ROSE_ASH_STRICT"] == "1" ? [.treatAllWarnings(as: .error)] : [])
}

extension Target.Dependency {
    static let argumentParser = product(name: "ArgumentParser", package: "swift-argument-parser")
    static let asyncAlgorithms = product(name: "AsyncAlgorithms", package: "swift-async-algorithms")
    static let asyncHTTPClient = product(name: "AsyncHTTPClient", package: "async-http-client")
    static let configuration = product(name: "Configuration", package: "swift-configuration")
    static let crypto = product(name: "Crypto", package: "swift-crypto")
    static let cryptoExtras = product(name: "CryptoExtras", package: "swift-crypto")
    static let deque = product(name: "DequeModule", package: "swift-collections")
    static let heap = product(name: "HeapModule", package: "swift-collections")
    static let httpTypes = product(name: "HTTPTypes", package: "swift-http-types")
    static let hummingbird = product(name: "Hummingbird", package: "hummingbird")
    static let hummingbirdCore = product(name: "HummingbirdCore", package: "hummingbird")
    static let hummingbirdTesting = product(name: "HummingbirdTesting", package: "hummingbird")
    static let jwt = product(name: "JWTKit", package: "jwt-kit")
    static let lifecycle = product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
    static let locks = product(name: "NIOConcurrencyHelpers", package: "swift-nio")
    static let logging = product(name: "Logging", package: "swift-log")
    static let metrics = product(name: "Metrics", package: "swift-metrics")
    static let metricsCore = product(name: "CoreMetrics", package: "swift-metrics")
    static let nio = product(name: "NIOCore", package: "swift-nio")
    static let nioEmbedded = product(name: "NIOEmbedded", package: "swift-nio")
    static let nioFileSystem = product(name: "_NIOFileSystem", package: "swift-nio")
    static let nioHTTP1 = product(name: "NIOHTTP1", package: "swift-nio")
    static let nioHTTPTypes = product(name: "NIOHTTPTypes", package: "swift-nio-extras")
    static let nioHTTPTypesHTTP1 = product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras")
    static let nioSSL = product(name: "NIOSSL", package: "swift-nio-ssl")
    static let nioTLS = product(name: "NIOTLS", package: "swift-nio")
    static let nioPosix = product(name: "NIOPosix", package: "swift-nio")
    static let orderedCollections = product(name: "OrderedCollections", package: "swift-collections")
    static let subprocess = product(name: "Subprocess", package: "swift-subprocess")
    static let unixSignals = product(name: "UnixSignals", package: "swift-service-lifecycle")
}

/// The folders of `Shared/` that are targets of their own, or hold no Swift.
let sharedRooms = [
    "HTML", "Postgres", "Redis", "Services", "Migrations", "Infrastructure", "Templates", "Static", "CLibPQ", "CHiredis", "CMalloc",
]

extension Target {
    /// One of the six services: an executable in a folder of its name.
    static func service(_ name: String, of targets: [Target.Dependency] = []) -> Target {
        .executableTarget(
            name: name,
            dependencies: [
                "Shared", "SharedHTML", "SharedPostgres", "SharedRedis", "SharedServices", "SharedInfrastructure",
                .argumentParser, .deque, .hummingbird, .logging, .nio,
            ] + targets,
            path: name, swiftSettings: .house)
    }

    /// Tests of one target, in `Tests/<Name>Tests`.
    static func tests(_ name: String, of targets: [Target.Dependency] = []) -> Target {
        .testTarget(
            name: "\(name)Tests",
            dependencies: [
                "Support", "Shared", "SharedHTML", "SharedPostgres", "SharedRedis", "SharedServices", "SharedInfrastructure",
                .asyncHTTPClient, .httpTypes, .hummingbird, .hummingbirdTesting, .logging, .metrics, .nio, .nioEmbedded, .nioPosix,
                .subprocess,
            ] + targets,
            path: "Tests/\(name)Tests", swiftSettings: .house)
    }
}

let package = Package(
    name: "rose-ash",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-async-algorithms", from: "1.1.4"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0", traits: []),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0", traits: []),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.1"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
    ],
    targets: [
        // Pure: the values, the contracts and the delivery queue. Imports nothing of ours.
        .target(
            name: "Shared", dependencies: [.deque, .heap, .orderedCollections], path: "Shared", exclude: sharedRooms,
            sources: ["Models", "Contracts", "Registry", "Delivery"], swiftSettings: .house),
        // Pure: markup as a type, and the sanitiser of markup from outside.
        .target(name: "SharedHTML", dependencies: ["Shared"], path: "Shared/HTML", swiftSettings: .house),
        .systemLibrary(name: "CLibPQ", path: "Shared/CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(name: "CHiredis", path: "Shared/CHiredis", providers: [.apt(["libhiredis-dev"])]),
        // Of the C library itself, whose headers come with Swift's own needs.
        .systemLibrary(name: "CMalloc", path: "Shared/CMalloc"),
        .target(
            name: "SharedPostgres", dependencies: ["Shared", "CLibPQ", .deque, .locks, .logging, .lifecycle, .metrics],
            path: "Shared/Postgres", swiftSettings: .house),
        .target(
            name: "SharedRedis",
            dependencies: ["CHiredis", .deque, .lifecycle, .locks, .logging, .metrics, .nio, .nioPosix],
            path: "Shared/Redis", swiftSettings: .house),
        // The contracts over PostgreSQL, the migrator, and the event processor.
        .target(
            name: "SharedServices", dependencies: ["Shared", "SharedPostgres", .crypto, .cryptoExtras, .lifecycle, .logging, .metrics],
            path: "Shared",
            exclude: sharedRooms.filter { !["Services", "Migrations"].contains($0) }
                + ["Models", "Contracts", "Registry", "Delivery", "Migrations/sql", "Migrations/schema.sql"],
            sources: ["Services", "Migrations"], swiftSettings: .house),
        .target(
            name: "SharedInfrastructure",
            dependencies: [
                "CMalloc", "Shared", "SharedHTML", "SharedPostgres", "SharedRedis", "SharedServices",
                .asyncAlgorithms, .asyncHTTPClient, .argumentParser, .configuration, .crypto, .cryptoExtras, .deque, .httpTypes,
                .hummingbird,
                .hummingbirdCore, .jwt, .lifecycle, .locks, .logging, .metrics, .metricsCore, .nio, .nioFileSystem, .nioHTTP1,
                .nioHTTPTypes,
                .nioHTTPTypesHTTP1, .nioPosix, .nioSSL, .nioTLS, .subprocess, .unixSignals,
            ],
            path: "Shared",
            exclude: sharedRooms.filter { !["Infrastructure", "Templates"].contains($0) }
                + ["Models", "Contracts", "Registry", "Delivery"],
            sources: ["Infrastructure", "Templates"], swiftSettings: .house),
        .service("Blog"),
        .service("Market"),
        .service("Cart"),
        .service("Events"),
        .service("Federation", of: [.asyncHTTPClient, .crypto, .httpTypes, .jwt, .lifecycle, .nioHTTP1, .nioPosix]),
        .service("Account"),
        // The Swift side of make bench.
        .executableTarget(
            name: "Bench",
            dependencies: [
                "Shared", "SharedHTML", "SharedPostgres", "SharedRedis", "SharedServices", "SharedInfrastructure",
                .argumentParser, .hummingbird, .logging, .nio, .nioPosix, .orderedCollections,
            ],
            path: "Bench/Measures", swiftSettings: .house),
        .target(
            name: "Support",
            dependencies: [
                "Shared", "SharedHTML", "SharedPostgres", "SharedRedis", "SharedServices", "SharedInfrastructure",
                .asyncHTTPClient, .crypto, .cryptoExtras, .httpTypes, .hummingbird, .hummingbirdTesting, .lifecycle, .locks, .logging, .nio,
                .nioHTTP1, .nioPosix, .subprocess,
            ],
            path: "Tests/Support", swiftSettings: .house),
        .tests("Shared"),
        .tests("SharedHTML"),
        .tests("SharedPostgres"),
        .tests("SharedRedis"),
        .tests("SharedServices", of: [.crypto, .lifecycle]),
        .tests("SharedInfrastructure", of: [.crypto, .lifecycle]),
        .tests("Blog", of: ["Blog"]),
        .tests("Market", of: ["Market"]),
        .tests("Cart", of: ["Cart"]),
        .tests("Events", of: ["Events"]),
        .tests("Federation", of: ["Federation", .crypto, .jwt]),
        .tests("Account", of: ["Account"]),
        .tests("Deploy"),
    ],
    swiftLanguageModes: [.v6]
)
