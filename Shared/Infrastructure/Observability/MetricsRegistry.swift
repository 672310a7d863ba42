package import CoreMetrics
import Synchronization

/// All that this process measures, for `GET /metrics`. The backend of swift-metrics.
///
/// A family holds at most ``seriesLimit`` series; further labels are counted together as `other`, so that no value from outside can
/// fill the memory. Over 60 lines: the protocol alone has ten requirements.
package final class MetricsRegistry: Sendable {
    enum Series {
        case counter(CounterSeries)
        case gauge(GaugeSeries)
        case histogram(HistogramSeries)
    }
    struct Family {
        var series: [(labels: [(String, String)], series: Series)] = []
        /// From a series' labels, written, to its place.
        var places: [String: Int] = [:]
    }

    static let seriesLimit = 500
    /// For durations, in seconds: from half a millisecond to ten seconds.
    static let secondBounds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
    /// For amounts of anything else.
    static let amountBounds: [Double] = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 10_000, 100_000, 1_000_000]

    private let families = Mutex<[String: Family]>([:])

    package init() {}

    func counter(_ name: String, _ labels: [(String, String)]) -> CounterSeries {
        let series = series(name.hasSuffix("_total") ? name : name + "_total", labels) { .counter(CounterSeries()) }
        return if case .counter(let counter) = series { counter } else { CounterSeries() }
    }
    func gauge(_ name: String, _ labels: [(String, String)]) -> GaugeSeries {
        let series = series(name, labels) { .gauge(GaugeSeries()) }
        return if case .gauge(let gauge) = series { gauge } else { GaugeSeries() }
    }
    func histogram(_ name: String, _ labels: [(String, String)], bounds: [Double]) -> HistogramSeries {
        let series = series(name, labels) { .histogram(HistogramSeries(bounds: bounds)) }
        return if case .histogram(let histogram) = series { histogram } else { HistogramSeries(bounds: bounds) }
    }

    /// The families by name, in order.
    var snapshot: [(name: String, family: Family)] {
        families.withLock { $0.sorted { $0.key < $1.key }.map { ($0.key, $0.value) } }
    }

    private func series(_ name: String, _ labels: [(String, String)], make: () -> Series) -> Series {
        let name = Self.sanitized(name)
        let labels = labels.map { (Self.sanitized($0.0), $0.1) }.sorted { $0.0 < $1.0 }
        return families.withLock { families in
            var family = families[name] ?? Family()
            var labels = labels
            var key = labels.map { "\($0.0)=\($0.1)" }.joined(separator: "\u{0}")
            if family.places[key] == nil, family.series.count >= Self.seriesLimit {
                labels = labels.map { ($0.0, "other") }
                key = "other"
            }
            if let place = family.places[key] { return family.series[place].series }
            let made = make()
            family.places[key] = family.series.count
            family.series.append((labels, made))
            families[name] = family
            return made
        }
    }

    /// A name that Prometheus takes: letters, digits and underscores, no digit first.
    private static func sanitized(_ name: String) -> String {
        let bytes = name.utf8.map { byte -> UInt8 in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): byte
            default: UInt8(ascii: "_")
            }
        }
        let text = String(decoding: bytes, as: UTF8.self)
        return text.first?.isNumber ?? true ? "_" + text : text
    }
}

extension MetricsRegistry: MetricsFactory {
    package func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler { counter(label, dimensions) }
    package func makeFloatingPointCounter(label: String, dimensions: [(String, String)]) -> any FloatingPointCounterHandler {
        counter(label, dimensions)
    }
    package func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler { gauge(label, dimensions) }
    package func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
        aggregate ? histogram(label, dimensions, bounds: Self.amountBounds) : gauge(label, dimensions)
    }
    package func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        histogram(label.hasSuffix("_seconds") ? label : label + "_seconds", dimensions, bounds: Self.secondBounds)
    }
    // Series live as long as the process: a counter that vanished and came back would look like a restart.
    package func destroyCounter(_ handler: any CounterHandler) {}
    package func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) {}
    package func destroyMeter(_ handler: any MeterHandler) {}
    package func destroyRecorder(_ handler: any RecorderHandler) {}
    package func destroyTimer(_ handler: any TimerHandler) {}
}
