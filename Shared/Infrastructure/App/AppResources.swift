package import ServiceLifecycle

/// What a service works with, for as long as it runs: the database, Redis, and whatever else is started before it listens and stopped
/// after it has drained.
package struct AppResources: Sendable {
    /// In the order in which they start; they stop in the reverse order.
    package var services: [any Service]
    /// Asked by `GET /health/ready`.
    package var readiness: @Sendable () async -> Readiness

    package init(services: [any Service] = [], readiness: @escaping @Sendable () async -> Readiness = { Readiness() }) {
        self.services = services
        self.readiness = readiness
    }
}
