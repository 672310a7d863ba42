package import Shared

/// What a service's fragments need from its configuration.
package struct FragmentSettings: Sendable {
    /// The service that this process is.
    package let service: ServiceName
    /// Names what this process was built from (a commit, an image); replicas of one build share it. Fragments of different builds are
    /// never mixed.
    package let build: String
    /// What signs requests between the services: at least 32 bytes that only they hold.
    package let key: [UInt8]
    /// Where each service's internal listener answers: `http://blog:9000`, without a slash at the end.
    package let internalOrigins: [ServiceName: String]
    /// The most bytes that the process cache holds, markup and bookkeeping.
    package let processCacheBytes: Int

    /// As the service is configured. Its build is also that of the static files: what names a style sheet that is no longer there is stale.
    package init(_ config: AppConfig, assets: Assets) {
        self.init(
            service: config.service, build: "\(config.build).\(assets.version)", key: config.fragmentKey.bytes,
            internalOrigins: Dictionary(uniqueKeysWithValues: ServiceName.allCases.map { ($0, "\(config.internalOrigins[$0])") }))
    }

    package init(
        service: ServiceName, build: String, key: [UInt8], internalOrigins: [ServiceName: String], processCacheBytes: Int = 16 << 20
    ) {
        self.service = service
        self.build = build
        self.key = key
        self.internalOrigins = internalOrigins
        self.processCacheBytes = processCacheBytes
    }
}
