import FoundationEssentials
import Hummingbird
import NIOCore
import SharedInfrastructure
import Support
import Testing

@Suite struct WireTests {
    /// Runs `body` beside an app, with a count of how often a route was reached that nobody asked for.
    private func running<Result: Sendable>(
        limits: ConnectionLimits = .init(), _ body: (RunningApp, Tally) async throws -> Result
    ) async throws -> Result {
        let visits = Tally()
        let app = try TestSite.app(limits: limits) { routes in
            routes.get("hello") { _, _ in "hello" }
            routes.get("smuggled") { _, _ in
                visits.more()
                return "smuggled"
            }
            routes.post("notes", from: .anyone) { request, context in
                try await request.form(context).required("note", as: String.self)
            }
            routes.post("deaf", from: .anyone) { _, _ in "not listening" }
        }
        return try await RunningApp.run(app) { running in try await body(running, visits) }
    }

    private func exchange(_ request: String, limits: ConnectionLimits = .init()) async throws -> (answer: String, visits: Int) {
        try await running(limits: limits) { app, visits in
            let answer = try await Wire.open(to: app.listening.publicPort) { wire in
                try await wire.send(request)
                return await wire.receiveAll()
            }
            return (answer, visits.count)
        }
    }

    private static let smuggled = "GET /smuggled HTTP/1.1\r\nHost: blog\r\nConnection: close\r\n\r\n"

    @Test(arguments: [
        "POST /deaf HTTP/1.1\r\nHost: blog\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST /deaf HTTP/1.1\r\nHost: blog\r\nContent-Length: 0\r\nContent-Length: 60\r\n\r\n",
        "POST /deaf HTTP/1.1\r\nHost: blog\r\nContent-Length: 0, 60\r\n\r\n",
        "POST /deaf HTTP/1.1\r\nHost: blog\r\nContent-Length: +0\r\n\r\n",
        "POST /deaf HTTP/1.1\r\nHost: blog\r\nContent-Length: 0x0\r\n\r\n",
        "POST /deaf HTTP/1.1\r\nHost: blog\r\nContent-Length: -1\r\n\r\n",
        "POST /deaf HTTP/1.1\r\nHost: blog\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
        "POST /deaf HTTP/1.1\r\nHost: blog\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
        "POST /deaf HTTP/1.1\r\nHost: blog\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n",
        "POST /deaf HTTP/1.1\r\nHost: blog\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
        "POST /deaf HTTP/1.1\r\nHost: blog\r\nTransfer-Encoding: \u{0B}chunked\r\n\r\n0\r\n\r\n",
        "POST /deaf HTTP/1.0\r\nHost: blog\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST /deaf HTTP/1.1\r\nHost: blog\r\nX: a\r\n Content-Length: 0\r\n\r\n",
        "GET /hello HTTP/1.1\r\nHost: blog\r\nHost: evil\r\n\r\n",
        "GET /hello HTTP/1.1\r\n\r\n",
        "GET /hello HTTP/1.1\r\nHost: blog\r\nX: a\u{0}b\r\n\r\n",
        "GET /hello\u{0} HTTP/1.1\r\nHost: blog\r\n\r\n",
        "GET hello HTTP/1.1\r\nHost: blog\r\n\r\n",
        "GET /hello HTTP/2.0\r\nHost: blog\r\n\r\n",
        "CONNECT blog:80 HTTP/1.1\r\nHost: blog\r\n\r\n",
        "TRACE /hello HTTP/1.1\r\nHost: blog\r\n\r\n",
        "\u{16}\u{3}\u{1}\u{0}\u{5}hello",
    ])
    func `a request that two could read differently is refused, and hides no other`(request: String) async throws {
        let (answer, visits) = try await exchange(request + Self.smuggled)
        #expect(visits == 0)
        let expected = ["CONNECT", "TRACE"].contains { request.hasPrefix($0) } ? 501 : 400
        #expect(answer.hasPrefix("HTTP/1.1 \(expected) "), "\(answer.prefix(60))")
        #expect(answer.components(separatedBy: "HTTP/1.1 ").count == 2)
    }

    @Test(arguments: ["0x0", "zz", "-1", "", "ffffffffffffffffff"])
    func `a chunk whose length cannot be read hides no request`(length: String) async throws {
        let head =
            "POST /notes HTTP/1.1\r\nHost: blog\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n"
        let (answer, visits) = try await exchange("\(head)\(length)\r\n\r\n\(Self.smuggled)")
        #expect(visits == 0 && answer.hasPrefix("HTTP/1.1 400 ") && answer.components(separatedBy: "HTTP/1.1 ").count == 2, "\(answer)")
    }

    @Test func `requests that are sent together are answered in their order`() async throws {
        let get = "GET /hello HTTP/1.1\r\nHost: blog\r\n\r\n"
        let (answer, visits) = try await exchange(get + "GET /nothing HTTP/1.1\r\nHost: blog\r\n\r\n" + get + Self.smuggled)
        let statuses = answer.components(separatedBy: "HTTP/1.1 ").dropFirst().map { $0.prefix(3) }
        #expect(statuses == ["200", "404", "200", "200"] && visits == 1)
    }

    @Test(arguments: [
        "X-Long: \(String(repeating: "x", count: 17_000))\r\n", String(repeating: "X-Many: 1\r\n", count: 120),
        String(repeating: "X-Wide: \(String(repeating: "y", count: 1000))\r\n", count: 40),
        "Cookie: \(String(repeating: "c", count: 20_000))\r\n",
    ])
    func `headers beyond the limit are refused with 431`(headers: String) async throws {
        let (answer, _) = try await exchange("GET /hello HTTP/1.1\r\nHost: blog\r\n\(headers)\r\n")
        #expect(answer.hasPrefix("HTTP/1.1 431 Request Header Fields Too Large\r\n"), "\(answer.prefix(100))")
    }

    @Test func `an address beyond the limit is refused`() async throws {
        let (answer, _) = try await exchange("GET /\(String(repeating: "a", count: 40_000)) HTTP/1.1\r\nHost: blog\r\n\r\n")
        #expect(answer.hasPrefix("HTTP/1.1 431 "), "\(answer.prefix(100))")
    }

    @Test func `a body beyond the form's limit is refused with a page that arrives whole`() async throws {
        let body = "note=" + String(repeating: "x", count: 1 << 20)
        let (answer, _) = try await exchange(
            "POST /notes HTTP/1.1\r\nHost: blog\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
        )
        #expect(answer.hasPrefix("HTTP/1.1 413 ") && answer.contains("What you sent is too large.") && answer.contains("</html>"))
    }

    @Test func `a body beyond the listener's limit is refused, counted or not`() async throws {
        var limits = ConnectionLimits()
        limits.body = 10_000
        let chunk = "1000\r\n\(String(repeating: "x", count: 4096))\r\n"
        let (chunked, _) = try await exchange(
            "POST /deaf HTTP/1.1\r\nHost: blog\r\nTransfer-Encoding: chunked\r\n\r\n" + String(repeating: chunk, count: 20) + "0\r\n\r\n",
            limits: limits)
        #expect(chunked.contains("not listening") || chunked.hasPrefix("HTTP/1.1 413 "))
        let (form, _) = try await exchange(
            "POST /notes HTTP/1.1\r\nHost: blog\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n"
                + String(repeating: chunk, count: 20) + "0\r\n\r\n", limits: limits)
        #expect(form.hasPrefix("HTTP/1.1 413 "))
    }

    @Test func `a client that asks before it sends a body is told to go on`() async throws {
        let answer = try await running { app, _ in
            try await Wire.open(to: app.listening.publicPort) { wire in
                try await wire.send(
                    "POST /notes HTTP/1.1\r\nHost: blog\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 10\r\n"
                        + "Expect: 100-continue\r\nConnection: close\r\n\r\n")
                let first = try await wire.receive(until: "\r\n\r\n")
                try await wire.send("note=leeks")
                return first + (await wire.receiveAll())
            }
        }
        #expect(answer.hasPrefix("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n") && answer.hasSuffix("leeks"))
    }

    @Test(arguments: [
        "GET /hello HTTP/1.0\r\nHost: blog\r\n\r\n", "GET /hello HTTP/1.0\r\n\r\n",
        "GET /hello HTTP/1.1\r\nHost: blog\r\nConnection: close\r\n\r\n",
        "GET /hello HTTP/1.1\r\nHost: blog\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n",
        "GET http://blog.rose-ash.localhost:8000/hello HTTP/1.1\r\nHost: blog\r\nConnection: close\r\n\r\n",
    ])
    func `a connection ends after the answer where HTTP says so`(request: String) async throws {
        let (answer, _) = try await exchange(request)
        #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n") && answer.lowercased().contains("connection: close") && answer.hasSuffix("hello"))
    }

    @Test func `HEAD has a length and no body, and the connection goes on`() async throws {
        let (answer, _) = try await exchange(
            "HEAD /hello HTTP/1.1\r\nHost: blog\r\n\r\nGET /hello HTTP/1.1\r\nHost: blog\r\nConnection: close\r\n\r\n")
        let parts = answer.components(separatedBy: "HTTP/1.1 200 OK\r\n")
        #expect(parts.count == 3 && parts[1].hasSuffix("\r\n\r\n") && parts[1].lowercased().contains("content-length: 5"))
    }
}
