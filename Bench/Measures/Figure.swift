/// One result: a line of JSON on standard output, read by Bench/driver/bench.py.
struct Figure {
    /// What was measured: `lane`, `pool`, `fold`.
    let name: String
    let value: Double
    /// Of `value`: `queries/s`, `events/s`, `ms`, `bytes`.
    let unit: String
    /// 99th percentile of what one operation took, in milliseconds, where that means something.
    var p99: Double?

    func print() {
        Swift.print("{\"name\":\"\(name)\",\"value\":\(value),\"unit\":\"\(unit)\",\"p99\":\(p99.map { "\($0)" } ?? "null")}")
    }
}
