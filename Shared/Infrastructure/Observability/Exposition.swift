/// Prometheus's text format, version 0.0.4.
struct Exposition {
    static let contentType = "text/plain; version=0.0.4; charset=utf-8"
    private(set) var text = ""

    init(_ registry: MetricsRegistry) {
        for (name, family) in registry.snapshot {
            for (index, entry) in family.series.enumerated() {
                switch entry.series {
                case .counter(let counter):
                    if index == 0 { text += "# TYPE \(name) counter\n" }
                    sample(name, entry.labels, counter.value)
                case .gauge(let gauge):
                    if index == 0 { text += "# TYPE \(name) gauge\n" }
                    sample(name, entry.labels, gauge.value)
                case .histogram(let histogram):
                    if index == 0 { text += "# TYPE \(name) histogram\n" }
                    add(histogram, name, entry.labels)
                }
            }
        }
    }

    /// Adds a gauge or a counter that is read when it is asked for.
    mutating func add(_ name: String, _ kind: String, labels: [(String, String)] = [], _ value: Double) {
        text += "# TYPE \(name) \(kind)\n"
        sample(name, labels, value)
    }

    private mutating func add(_ histogram: HistogramSeries, _ name: String, _ labels: [(String, String)]) {
        let snapshot = histogram.snapshot
        var count: UInt64 = 0
        for (bound, added) in zip(histogram.bounds.map(Self.number) + ["+Inf"], snapshot.counts) {
            count += added
            sample(name + "_bucket", labels + [("le", bound)], Double(count))
        }
        sample(name + "_sum", labels, snapshot.sum)
        sample(name + "_count", labels, Double(count))
    }

    private mutating func sample(_ name: String, _ labels: [(String, String)], _ value: Double) {
        text += name
        if !labels.isEmpty {
            text += "{" + labels.map { "\($0.0)=\"\(Self.escaped($0.1))\"" }.joined(separator: ",") + "}"
        }
        text += " \(Self.number(value))\n"
    }

    private static func number(_ value: Double) -> String {
        value == value.rounded() && value.magnitude < 1e15 ? String(Int64(value)) : String(value)
    }

    private static func escaped(_ value: String) -> String {
        value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    }
}
