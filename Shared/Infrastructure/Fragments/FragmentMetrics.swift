import Metrics
import NIOCore
import Shared

/// What operators see of the fragments. Every instrument is made once, so that counting on the way to a page is one addition.
struct FragmentMetrics: Sendable {
    /// By declaration; one for each source, in the order of its cases.
    private let lookups: [ObjectIdentifier: [Counter]]
    private let flights: [ServiceName: Metrics.Timer]
    private let failures: [ServiceName: Counter]
    private let breakers: [ServiceName: Gauge]

    init() {
        lookups = Dictionary(
            FragmentType.all.map { type in (ObjectIdentifier(type), PartSource.allCases.map { Self.lookups(type, $0) }) },
            uniquingKeysWith: { first, _ in first })
        func each<Instrument>(_ make: (ServiceName) -> Instrument) -> [ServiceName: Instrument] {
            Dictionary(uniqueKeysWithValues: ServiceName.allCases.map { ($0, make($0)) })
        }
        flights = each { Metrics.Timer(label: "fragment_flight_seconds", dimensions: [("origin", $0.rawValue)]) }
        failures = each { Counter(label: "fragment_failures_total", dimensions: [("origin", $0.rawValue)]) }
        breakers = each { Gauge(label: "fragment_breaker_open", dimensions: [("origin", $0.rawValue)]) }
    }

    private static func lookups(_ type: FragmentType, _ source: PartSource) -> Counter {
        Counter(
            label: "fragment_lookups_total",
            dimensions: [("fragment", type.name), ("origin", type.origin.rawValue), ("source", source.word)])
    }

    func count(_ source: PartSource, _ type: FragmentType) { lookups[ObjectIdentifier(type)]?[source.rawValue].increment() }
    func flight(to origin: ServiceName, took time: TimeAmount) { flights[origin]?.recordNanoseconds(time.nanoseconds) }
    func failure(of origin: ServiceName) { failures[origin]?.increment() }
    func breaker(of origin: ServiceName, isOpen: Bool) { breakers[origin]?.record(isOpen ? 1 : 0) }
}
