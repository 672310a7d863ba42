import Hummingbird
import NIOCore
import SharedInfrastructure
import Support
import Testing

@Suite struct SlowClientTests {
    private static let limits: ConnectionLimits = {
        var limits = ConnectionLimits()
        limits.headTime = .milliseconds(400)
        limits.bodyTime = .milliseconds(400)
        limits.idleTime = .milliseconds(800)
        limits.writeTime = .milliseconds(400)
        return limits
    }()

    private func running<Result: Sendable>(_ body: (RunningApp) async throws -> Result) async throws -> Result {
        let app = try TestSite.app(limits: Self.limits) { routes in
            routes.get("hello") { _, _ in "hello" }
            routes.get("much") { _, _ in
                Response(
                    status: .ok,
                    body: ResponseBody(contentLength: 64 << 20) { writer in
                        for _ in 0..<1024 { try await writer.write(ByteBuffer(repeating: 0x61, count: 64 << 10)) }
                        try await writer.finish(nil)
                    })
            }
            routes.post("notes", from: .anyone) { request, context in
                try await request.form(context).required("note", as: String.self)
            }
        }
        return try await RunningApp.run(app, body)
    }

    @Test func `a client that sends half a head is told, and let go`() async throws {
        let answer = try await running { app in
            try await Wire.open(to: app.listening.publicPort) { wire in
                try await wire.send("GET /hello HTTP/1.1\r\nHost: blog\r\n")
                return await wire.receiveAll()
            }
        }
        #expect(answer.hasPrefix("HTTP/1.1 408 Request Timeout\r\n") && answer.contains("connection: close"))
    }

    @Test func `dribbling buys no time`() async throws {
        let (answer, took) = try await running { app in
            let began = ContinuousClock.now
            let answer = try await Wire.open(to: app.listening.publicPort) { wire in
                for letter in "GET /hello HTTP/1.1\r\nHost: blog\r\nX-Slow: yes, very" {
                    do { try await wire.send(String(letter)) } catch { break }
                    try await Task.sleep(for: .milliseconds(60))
                }
                return await wire.receiveAll()
            }
            return (answer, ContinuousClock.now - began)
        }
        #expect(answer.contains("408") || answer.isEmpty)
        #expect(took < .seconds(4))
    }

    @Test func `a client that says nothing is let go without a word`() async throws {
        let answer = try await running { app in
            try await Wire.open(to: app.listening.publicPort) { wire in await wire.receiveAll() }
        }
        #expect(answer.isEmpty)
    }

    @Test func `a client that stops in its body is told, and let go`() async throws {
        let answer = try await running { app in
            try await Wire.open(to: app.listening.publicPort) { wire in
                try await wire.send(
                    "POST /notes HTTP/1.1\r\nHost: blog\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\nnote="
                )
                return await wire.receiveAll()
            }
        }
        #expect(answer.hasPrefix("HTTP/1.1 408 "))
    }

    @Test func `a connection waits for its next request, and not for ever`() async throws {
        let (second, end) = try await running { app in
            try await Wire.open(to: app.listening.publicPort) { wire in
                try await wire.send("GET /hello HTTP/1.1\r\nHost: blog\r\n\r\n")
                _ = try await wire.receive(until: "hello")
                try await Task.sleep(for: .milliseconds(500))
                try await wire.send("GET /hello HTTP/1.1\r\nHost: blog\r\n\r\n")
                return (try await wire.receive(until: "hello"), await wire.receiveAll())
            }
        }
        #expect(second.hasPrefix("HTTP/1.1 200 OK") && end.isEmpty)
    }

    @Test func `a client that does not read is let go`() async throws {
        let received = try await running { app in
            try await Wire.open(to: app.listening.publicPort, receiveBuffer: 8192) { wire in
                try await wire.send("GET /much HTTP/1.1\r\nHost: blog\r\n\r\n")
                try await Task.sleep(for: .seconds(2))
                return await wire.receiveAll().utf8.count
            }
        }
        #expect(received < 64 << 20)
    }
}
