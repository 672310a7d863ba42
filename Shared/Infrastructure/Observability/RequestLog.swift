import Hummingbird
import Logging

/// One line for each request, once its answer is written.
struct RequestLog: Sendable {
    let logger: Logger

    /// `route` is the pattern (`posts/:slug`), so that lines add up; the path itself is there too, the query never: it can hold secrets.
    func record(_ request: Request, route: String?, status: Int, bytes: Int, took: Duration, id: RequestID) {
        logger.info(
            "request",
            metadata: [
                "method": .string(request.method.rawValue), "path": .string(request.uri.path), "route": .string(route ?? "-"),
                "status": .stringConvertible(status), "bytes": .stringConvertible(bytes),
                "ms": .string(milliseconds(took)), "request_id": .string(id.description),
            ])
    }
}

/// `12.345`: milliseconds with three decimals.
func milliseconds(_ duration: Duration) -> String {
    let microseconds = duration.components.seconds * 1_000_000 + duration.components.attoseconds / 1_000_000_000_000
    let fraction = String(microseconds % 1000)
    return "\(microseconds / 1000).\(String(repeating: "0", count: 3 - fraction.utf8.count))\(fraction)"
}
