import Metrics

/// What an operator sees of the client.
struct PostgresMeters: Sendable {
    private let inUse = Gauge(label: "postgres_pool_in_use")
    private let waits = Metrics.Timer(label: "postgres_pool_wait")
    private let connections = Counter(label: "postgres_connections_opened")
    private let laneDepth = Gauge(label: "postgres_lane_depth")

    func lent(_ count: Int) { inUse.record(count) }
    func waited(_ duration: Duration) {
        waits.recordNanoseconds(duration.components.seconds * 1_000_000_000 + duration.components.attoseconds / 1_000_000_000)
    }
    func connected() { connections.increment() }
    func laneHolds(_ count: Int) { laneDepth.record(count) }
}
