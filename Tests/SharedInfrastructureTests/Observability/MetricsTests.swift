import FoundationEssentials
import Metrics
import Shared
import SharedInfrastructure
import Support
import Testing

@Suite struct MetricsTests {
    /// What `/metrics` says after `work` measured with the app's registry.
    private func samples(_ work: (MetricsRegistry) -> Void) async throws -> (Samples, String) {
        let app = try TestSite.app()
        work(app.resources.observability.metrics)
        let text = try await app.askInternally("/metrics").body
        return (try Samples(text), text)
    }

    @Test func `counters, gauges and timers are told in Prometheus's words`() async throws {
        let (samples, text) = try await samples { registry in
            let counter = Counter(label: "orders.placed", dimensions: [("site", "cart")], factory: registry)
            counter.increment(by: 2)
            counter.increment()
            let same = Counter(label: "orders.placed", dimensions: [("site", "cart")], factory: registry)
            same.increment(by: 4)
            Meter(label: "queue_depth", factory: registry).set(7)
            let timer = Timer(label: "query", factory: registry)
            timer.recordNanoseconds(3_000_000)
            timer.recordNanoseconds(700_000_000)
            Recorder(label: "rows", factory: registry).record(30)
            Gauge(label: "temperature", factory: registry).record(-1.5)
        }
        #expect(samples["orders_placed_total", ["site": "cart"]] == 7)
        #expect(samples["queue_depth", [:]] == 7 && samples["temperature", [:]] == -1.5)
        #expect(samples["query_seconds_bucket", ["le": "0.0025"]] == 0 && samples["query_seconds_bucket", ["le": "0.005"]] == 1)
        #expect(samples["query_seconds_bucket", ["le": "+Inf"]] == 2 && samples["query_seconds_count", [:]] == 2)
        #expect(abs((samples["query_seconds_sum", [:]] ?? 0) - 0.703) < 1e-9)
        #expect(samples["rows_bucket", ["le": "50"]] == 1 && samples["rows_bucket", ["le": "20"]] == 0)
        #expect(text.contains("# TYPE orders_placed_total counter\n") && text.contains("# TYPE query_seconds histogram\n"))
        #expect(text.components(separatedBy: "# TYPE orders_placed_total").count == 2)
    }

    @Test func `labels are escaped, and too many of them are one`() async throws {
        let (samples, text) = try await samples { registry in
            for number in 0..<2000 { Counter(label: "visits", dimensions: [("from", "\(number)")], factory: registry).increment() }
            Counter(label: "odd", dimensions: [("what", "a\"b\\c\nd")], factory: registry).increment()
        }
        #expect(samples["visits_total", ["from": "1"]] == 1)
        #expect(samples["visits_total", ["from": "other"]] == 1500)
        #expect(text.contains("odd_total{what=\"a\\\"b\\\\c\\nd\"} 1\n"))
    }

    @Test func `the build is told`() async throws {
        let (samples, _) = try await samples { _ in }
        #expect(samples["rose_ash_build_info", ["build": "development", "service": "blog"]] == 1)
    }
}
