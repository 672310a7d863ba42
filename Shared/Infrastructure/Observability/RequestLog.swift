import Hummingbird
import Logging

/// One line and one measurement for each request, once its answer is written.
struct RequestLog: Sendable {
    let output: LogOutput
    let format: AppConfig.LogFormat
    let service: String
    /// Requests are logged at this level and below.
    let isOn: Bool
    let metrics: RequestMetrics

    /// `route` is the pattern (`/posts/{slug}`), so that lines and series add up. The path is in the line; the query never, since it can hold
    /// secrets. Health checks and scrapes are measured but not logged unless they fail.
    func record(
        _ request: Request, route: String?, status: Int, bytes: Int, took: Duration, id: RequestID, isQuiet: Bool
    ) {
        let route = route ?? "-"
        metrics.record(method: request.method.rawValue, route: route, status: status, took: took)
        guard isOn, !(isQuiet && status < 500) else { return }
        var line = LogLine(format, level: .info, message: "request")
        line.add("service", service)
        line.add("method", request.method.rawValue)
        line.add("path", request.uri.path)
        line.add("route", route)
        line.add("status", status)
        line.add("bytes", bytes)
        line.add("ms", number: milliseconds(took))
        line.add("request_id", id.description)
        output.append(line.finished(), urgent: false)
    }
}

/// `12.345`: milliseconds with three decimals.
func milliseconds(_ duration: Duration) -> String {
    let microseconds = duration.components.seconds * 1_000_000 + duration.components.attoseconds / 1_000_000_000_000
    let fraction = String(microseconds % 1000)
    return "\(microseconds / 1000).\(String(repeating: "0", count: 3 - fraction.utf8.count))\(fraction)"
}
