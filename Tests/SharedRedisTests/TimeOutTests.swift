import NIOCore
import SharedRedis
import Support
import Testing

/// A Redis that stands and does not answer.
@Suite struct TimeOutTests {
    private func patient(_ server: RedisServer, timeoutsToOpen: Int = .max, stallLimit: Duration = .seconds(60)) -> RedisConfiguration {
        var configuration = server.configuration
        configuration.commandTimeout = .milliseconds(100)
        configuration.timeoutsToOpen = timeoutsToOpen
        configuration.stallLimit = stallLimit
        return configuration
    }

    @Test func `a command that gets no reply in time fails, and its late reply goes to nobody else`() async throws {
        try await RedisServer.run { server in
            try await withClient(of: patient(server)) { redis in
                try await redis.send(RedisCommand("CLIENT", "PAUSE", 400), timeout: .seconds(10))
                await #expect(throws: RedisError.timedOut) { try await redis.send(RedisCommand("ECHO", "late")) }
                let next = try await redis.send(RedisCommand("ECHO", "next"), timeout: .seconds(20))
                #expect(next == .string(ByteBuffer(string: "next")))
            }
        }
    }

    @Test func `a slow command delays its neighbours, and a short time-out among long ones is kept`() async throws {
        try await RedisServer.run { server in
            try await withClient(of: patient(server)) { redis in
                async let slow = redis.send(RedisCommand("DEBUG", "SLEEP", "0.5"), timeout: .seconds(20))
                try await Task.sleep(for: .milliseconds(50))
                async let behind = redis.send(RedisCommand("ECHO", "behind"), timeout: .seconds(20))
                let began = ContinuousClock.now
                await #expect(throws: RedisError.timedOut) { try await redis.send(RedisCommand("PING"), timeout: .milliseconds(20)) }
                #expect(ContinuousClock.now - began < .milliseconds(400))
                #expect(try await slow == .status("OK"))
                #expect(try await behind == .string(ByteBuffer(string: "behind")))
            }
        }
    }

    @Test func `after some time-outs the circuit opens, and the first reply closes it`() async throws {
        try await RedisServer.run { server in
            try await withClient(of: patient(server, timeoutsToOpen: 3)) { redis in
                await server.freeze()
                await withTaskGroup(of: Void.self) { group in
                    for _ in 0..<3 {
                        group.addTask { await #expect(throws: RedisError.timedOut) { try await redis.get("bread") } }
                    }
                }
                try await eventually("the circuit opens") { !redis.isAvailable }
                let began = ContinuousClock.now
                for _ in 0..<1000 { await #expect(throws: RedisError.unavailable) { try await redis.get("bread") } }
                #expect(ContinuousClock.now - began < .milliseconds(500))
                await server.thaw()
                try await eventually("the circuit closes") { redis.isAvailable }
                #expect(try await redis.get("bread") == nil)
            }
        }
    }

    @Test func `a connection that stalls is given up for a new one`() async throws {
        try await RedisServer.run { server in
            try await withClient(of: patient(server, stallLimit: .milliseconds(300))) { redis in
                await server.freeze()
                let waits = RedisCommand("GET", "bread")
                await #expect(throws: RedisError.connectionLost) { try await redis.send(waits, timeout: .seconds(60)) }
                await server.thaw()
                try await eventually("a new connection answers") { (try? await redis.get("bread")) != nil || redis.isAvailable }
                #expect(try await redis.send(RedisCommand("PING"), timeout: .seconds(20)) == .status("PONG"))
            }
        }
    }

    @Test func `more commands than may wait are refused at once, and are taken again when there is room`() async throws {
        try await RedisServer.run { server in
            var configuration = server.configuration
            configuration.queueLimit = 10
            try await withClient(of: configuration) { redis in
                await server.freeze()
                let waiting = (0..<10).map { _ in Task { try await redis.send(RedisCommand("PING"), timeout: .seconds(20)) } }
                try await eventually("the queue is full") {
                    do { _ = try await redis.send(RedisCommand("PING"), timeout: .milliseconds(1)) } catch {
                        return error as? RedisError == .queueFull
                    }
                    return false
                }
                await server.thaw()
                for task in waiting { _ = try? await task.value }
                #expect(try await redis.send(RedisCommand("PING"), timeout: .seconds(20)) == .status("PONG"))
            }
        }
    }

    @Test func `more bytes than may wait are refused, but one large command alone is taken`() async throws {
        let (holding, held) = AsyncStream.makeStream(of: (any Channel).self)
        let server: FakeServer.Behaviour = { request, connection in
            if request.contains("PING") { connection.answer("+PONG\r\n") } else { held.yield(connection) }
        }
        try await FakeServer.run(server) { fake in
            var configuration = fake.configuration
            configuration.queueBytesLimit = 1000
            try await withClient(of: configuration) { redis in
                let large = RedisCommand("SET", "bread", .bytes(ByteBuffer(repeating: 1, count: 5000)))
                async let first = redis.send(large, timeout: .seconds(20))
                // It has arrived, so it was taken, and waits for its reply.
                let connection = try #require(await holding.first { _ in true })
                await #expect(throws: RedisError.queueFull) { try await redis.send(RedisCommand("PING")) }
                connection.answer("+OK\r\n")
                #expect(try await first == .status("OK"))
                #expect(try await redis.send(RedisCommand("PING"), timeout: .seconds(20)) == .status("PONG"))
            }
        }
    }
}
