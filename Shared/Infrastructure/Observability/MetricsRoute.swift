import FoundationEssentials
import Hummingbird
import Shared

/// `GET /metrics`, on the internal listener.
struct MetricsRoute: Sendable {
    let registry: MetricsRegistry
    let service: String
    let build: String
    private let started = Date().timeIntervalSince1970

    init(registry: MetricsRegistry, config: AppConfig) {
        self.registry = registry
        service = config.service.rawValue
        build = config.build
    }

    func add(to routes: Routes) { routes.get("metrics") { _, _ in answer() } }

    private func answer() -> Response {
        var exposition = Exposition(registry)
        let figures = ProcessFigures.now()
        exposition.add("rose_ash_build_info", "gauge", labels: [("build", build), ("service", service)], 1)
        exposition.add("process_start_time_seconds", "gauge", started)
        exposition.add("process_cpu_seconds_total", "counter", figures.processorSeconds)
        if let bytes = figures.residentBytes { exposition.add("process_resident_memory_bytes", "gauge", bytes) }
        if let count = figures.openDescriptors { exposition.add("process_open_fds", "gauge", count) }
        if let count = figures.threads { exposition.add("process_threads", "gauge", count) }
        return Response(
            status: .ok, headers: [.contentType: Exposition.contentType, .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(string: exposition.text)))
    }
}
