import Synchronization

/// Counts requests by method, route and class of status, and measures how long those of a route take.
final class RequestMetrics: Sendable {
    private struct Key: Hashable {
        let method: String
        let route: String
        let statusClass: Int
    }
    private struct Series {
        let count: CounterSeries
        let time: HistogramSeries
    }

    private static let methods: Set = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]

    private let registry: MetricsRegistry
    private let series = Mutex<[Key: Series]>([:])

    init(registry: MetricsRegistry) { self.registry = registry }

    func record(method: String, route: String, status: Int, took: Duration) {
        // Methods come from outside: those that we do not know are one.
        let method = Self.methods.contains(method) ? method : "other"
        let key = Key(method: method, route: route, statusClass: status / 100)
        let series = series.withLock { known in
            if let series = known[key] { return series }
            let route = [("method", method), ("route", route)]
            let made = Series(
                count: registry.counter("http_requests_total", route + [("status", "\(key.statusClass)xx")]),
                time: registry.histogram("http_request_duration_seconds", route, bounds: MetricsRegistry.secondBounds))
            known[key] = made
            return made
        }
        series.count.increment(by: 1.0)
        series.time.observe(Double(took.components.seconds) + Double(took.components.attoseconds) * 1e-18)
    }
}
