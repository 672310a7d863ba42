import FoundationEssentials
import HTTPTypes
import Hummingbird
import Shared
import SharedInfrastructure
import Support
import Testing

@Suite struct ListenerTests {
    /// - Parameter begun: called when a slow request has reached its handler.
    private func app(
        _ changes: [String: String?] = [:], log: RecordedLines = RecordedLines(), begun: @escaping @Sendable () -> Void = {}
    ) throws -> App {
        try TestSite.app(.blog, changes, log: log) { routes in
            routes.get("posts/:slug") { _, context in "\(context.parameters.get("slug") ?? "")" }
            routes.get("slow") { _, _ in
                begun()
                try await Task.sleep(for: .milliseconds(700))
                return "done"
            }
            routes.get("number") { _, context in "\(context.requestID) \(RequestID.current?.description ?? "none")" }
        }
    }

    @Test func `health and metrics are on the internal listener alone`() async throws {
        try await RunningApp.run(app()) { app async throws in
            #expect(try await app.ask("/health/live", isInternal: true).body == "{\"status\":\"live\"}")
            for path in ["/health/live", "/health/ready", "/metrics"] { #expect(try await app.ask(path).status == 404) }
            #expect(try await app.ask("/posts/leek-soup", isInternal: true).status == 404)
        }
    }

    @Test func `without a database the service is alive and not ready`() async throws {
        try await RunningApp.run(app()) { app async throws in
            #expect(try await app.ask("/health/live", isInternal: true).status == 200)
            let ready = try await app.ask("/health/ready", isInternal: true)
            #expect(ready.status == 503 && ready.body.hasPrefix("{\"status\":\"unready\",\"missing\":[\"PostgreSQL cannot be reached"))
        }
    }

    @Test func `a request's number travels in, through, and out`() async throws {
        try await RunningApp.run(app()) { app async throws in
            let name = try #require(HTTPField.Name("X-Request-ID"))
            let own = try await app.ask("/number", ["X-Request-ID": "chosen-by-a-stranger"])
            let number = try #require(own.headers[name])
            #expect(own.body == "\(number) \(number)" && number.utf8.count == 13)
        }
        let inside = try TestSite.app()
        try await RunningApp.run(inside) { app async throws in
            let name = try #require(HTTPField.Name("X-Request-ID"))
            #expect(try await app.ask("/health/live", isInternal: true, ["X-Request-ID": "abc-123"]).headers[name] == "abc-123")
            #expect(try await app.ask("/health/live", isInternal: true, ["X-Request-ID": "a b"]).headers[name] != "a b")
        }
    }

    @Test func `each request is one line, with its route and without its query and cookies`() async throws {
        let log = RecordedLines()
        try await RunningApp.run(app(["LOG_FORMAT": "json"], log: log)) { app async throws in
            _ = try await app.ask("/posts/leek-soup?token=hunter2", ["Cookie": "__Host-session=hunter2"])
            _ = try await app.ask("/health/live", isInternal: true)
        }
        let line = try #require(log.lines.first { $0.contains("\"message\":\"request\"") })
        struct Line: Decodable {
            let time, level, service, method, path, route, request_id: String
            let status, bytes: Int
            let ms: Double
        }
        let read = try JSONDecoder().decode(Line.self, from: Data(line.utf8))
        #expect(read.method == "GET" && read.path == "/posts/leek-soup" && read.route == "/posts/{slug}" && read.status == 200)
        #expect(read.bytes == 9 && read.ms > 0 && read.service == "blog" && read.level == "info")
        #expect(!log.lines.contains { $0.contains("hunter2") || $0.contains("health") })
    }

    @Test func `every request is measured by its route`() async throws {
        try await RunningApp.run(app()) { app async throws in
            for slug in ["one", "two", "three"] { _ = try await app.ask("/posts/\(slug)") }
            _ = try await app.ask("/wp-login.php")
            let metrics = try await app.ask("/metrics", isInternal: true)
            #expect(metrics.headers[.contentType] == "text/plain; version=0.0.4; charset=utf-8")
            let samples = try Samples(metrics.body)
            #expect(samples["http_requests_total", ["method": "GET", "route": "/posts/{slug}", "status": "2xx"]] == 3)
            #expect(samples["http_requests_total", ["method": "GET", "route": "NotFound", "status": "4xx"]] == 1)
            #expect(samples["http_request_duration_seconds_count", ["method": "GET", "route": "/posts/{slug}"]] == 3)
            #expect(samples["http_request_duration_seconds_bucket", ["method": "GET", "route": "/posts/{slug}", "le": "+Inf"]] == 3)
            #expect(samples["process_resident_memory_bytes", [:]] ?? 0 > 1_000_000)
            #expect(samples["process_open_fds", [:]] ?? 0 > 3)
        }
    }

    @Test func `a service that is told to stop finishes what it has begun, and takes no more`() async throws {
        let log = RecordedLines()
        let (begun, begin) = AsyncStream.makeStream(of: Void.self)
        let port = try await RunningApp.run(app(log: log, begun: { begin.yield() })) { app in
            async let slow = app.ask("/slow")
            _ = await begun.first { _ in true }
            await app.stop()
            let answer = try await slow
            #expect(answer.status == 200 && answer.body == "done")
            #expect(answer.headers[.connection] == "close")
            return app.listening.publicPort
        }
        await #expect(throws: (any Error).self) { try await Wire.open(to: port) { _ in } }
        #expect(log.lines.contains { $0.contains("stopping") })
    }

    @Test func `while it stops it says so to those who ask for its health`() async throws {
        try await RunningApp.run(app(["SHUTDOWN_DELAY_SECONDS": "2"])) { app async throws in
            await app.stop()
            try await eventually("it says that it stops") {
                try await app.ask("/health/ready", isInternal: true).body == "{\"status\":\"stopping\"}"
            }
            let late = try await app.ask("/posts/leek-soup")
            #expect(late.status == 200 && late.headers[.connection] == "close")
        }
    }

    @Test func `a request that does not end is left behind when the time is over`() async throws {
        let began = ContinuousClock.now
        let (begun, begin) = AsyncStream.makeStream(of: Void.self)
        let app = try TestSite.app(.blog, ["SHUTDOWN_LIMIT_SECONDS": "1"]) { routes in
            routes.get("never") { _, _ in
                begin.yield()
                try await Task.sleep(for: .seconds(60))
                return ""
            }
        }
        try await RunningApp.run(app) { app async throws in
            let never = Task { try await app.ask("/never") }
            _ = await begun.first { _ in true }
            await app.stop()
            _ = await never.result
        }
        #expect(ContinuousClock.now - began < .seconds(15))
    }

    @Test func `a port that is in use is named in one line`() async throws {
        try await RunningApp.run(app()) { first in
            let second = try self.app(["PUBLIC_LISTEN": "127.0.0.1:\(first.listening.publicPort)"])
            let error = await #expect(throws: StartupError.self) { try await RunningApp.run(second) { _ in } }
            let line = try #require(error).description
            #expect(
                line == "cannot listen on 127.0.0.1:\(first.listening.publicPort): the port is in use; stop what holds it, or set another")
        }
    }
}

/// Prometheus's text format, read strictly.
struct Samples {
    private var values: [String: Double] = [:]
    struct Malformed: Error { let line: String }

    init(_ text: String) throws {
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            guard let space = line.lastIndex(of: " "), let value = Double(line[line.index(after: space)...]) else {
                throw Malformed(line: String(line))
            }
            let name = line[..<space]
            guard let brace = name.firstIndex(of: "{") else {
                values[String(name)] = value
                continue
            }
            guard name.hasSuffix("}") else { throw Malformed(line: String(line)) }
            let labels = name[name.index(after: brace)...].dropLast().split(separator: ",").sorted()
            values["\(name[..<brace]){\(labels.joined(separator: ","))}"] = value
        }
    }

    subscript(name: String, labels: [String: String]) -> Double? {
        let list = labels.map { "\($0.key)=\"\($0.value)\"" }.sorted().joined(separator: ",")
        return values[labels.isEmpty ? name : "\(name){\(list)}"]
    }
}
