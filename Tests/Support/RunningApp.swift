import AsyncHTTPClient
import HTTPTypes
import NIOCore
import NIOHTTP1
import ServiceLifecycle
package import SharedInfrastructure

/// An app whose two listeners are bound to free ports.
package struct RunningApp: Sendable {
    package let listening: Listening
    private let group: ServiceGroup

    /// Tells it to stop, as SIGTERM would.
    package func stop() async { await group.triggerGracefulShutdown() }

    /// Runs `app` while `body` works with it, then stops it and waits until it has.
    package static func run<Result: Sendable>(_ app: App, _ body: (RunningApp) async throws -> Result) async throws -> Result {
        let (bound, tell) = AsyncStream.makeStream(of: Listening.self)
        let group = app.serviceGroup(signals: []) { tell.yield($0) }
        return try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask {
                defer { tell.finish() }
                try await group.run()
            }
            guard let listening = await bound.first(where: { _ in true }) else {
                try await tasks.waitForAll()
                throw CancellationError()
            }
            let outcome: Swift.Result<Result, any Error>
            do { outcome = .success(try await body(RunningApp(listening: listening, group: group))) } catch { outcome = .failure(error) }
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
            return try outcome.get()
        }
    }

    /// Asks over a socket. `isInternal`: the listener for the other services.
    package func ask(
        _ path: String, method: String = "GET", isInternal: Bool = false, _ headers: [String: String] = [:], body: String? = nil
    ) async throws -> Answer {
        let port = isInternal ? listening.internalPort : listening.publicPort
        return try await Answer.ask(method, "http://127.0.0.1:\(port)\(path)", headers, body: body)
    }
}

extension Answer {
    /// Asks a process of its own.
    package static func get(_ url: String) async throws -> Answer { try await ask("GET", url) }

    package static func ask(
        _ method: String, _ url: String, _ headers: [String: String] = [:], body: String? = nil
    ) async throws -> Answer {
        var request = HTTPClientRequest(url: url)
        request.method = HTTPMethod(rawValue: method)
        request.headers = HTTPHeaders(headers.map { ($0.key, $0.value) })
        request.body = body.map { .bytes(ByteBuffer(string: $0)) }
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(20))
        let bytes = try await response.body.collect(upTo: 64 << 20)
        var fields = HTTPFields()
        for (name, value) in response.headers {
            if let name = HTTPField.Name(name) { fields.append(HTTPField(name: name, value: value)) }
        }
        return Answer(status: Int(response.status.code), headers: fields, body: String(buffer: bytes))
    }
}
