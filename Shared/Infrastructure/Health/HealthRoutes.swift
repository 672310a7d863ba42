import HTTPTypes
import Hummingbird

/// `GET /health/live`: the process answers. `GET /health/ready`: it should be sent requests.
struct HealthRoutes: Sendable {
    let readiness: @Sendable () async -> Readiness
    let stopping: Stopping

    func add(to routes: Routes) {
        routes.get("health/live") { _, _ in json(.ok, "{\"status\":\"live\"}") }
        routes.get("health/ready") { _, _ in await ready() }
    }

    private func ready() async -> Response {
        if stopping.isStopping { return json(.serviceUnavailable, "{\"status\":\"stopping\"}") }
        let readiness = await readiness()
        let status = readiness.isReady ? (readiness.degraded.isEmpty ? "ready" : "degraded") : "unready"
        let missing = readiness.missing.map(jsonString).joined(separator: ",")
        let degraded = readiness.degraded.map(jsonString).joined(separator: ",")
        return json(
            readiness.isReady ? .ok : .serviceUnavailable, "{\"status\":\"\(status)\",\"missing\":[\(missing)],\"degraded\":[\(degraded)]}")
    }

    private func json(_ status: HTTPResponse.Status, _ text: String) -> Response {
        Response(
            status: status, headers: [.contentType: "application/json", .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(string: text)))
    }
}
