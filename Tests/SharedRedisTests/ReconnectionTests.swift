import Logging
import NIOCore
import ServiceLifecycle
import SharedRedis
import Support
import Testing

@Suite struct ReconnectionTests {
    @Test func `without Redis every command fails at once`() async throws {
        try await RedisServer.run(started: false) { server in
            try await withClient(of: server.configuration, connected: false) { redis in
                #expect(!redis.isAvailable)
                let began = ContinuousClock.now
                for _ in 0..<1000 { await #expect(throws: RedisError.unavailable) { try await redis.get("bread") } }
                #expect(ContinuousClock.now - began < .milliseconds(500))
            }
        }
    }

    @Test func `a Redis that appears later is found`() async throws {
        try await RedisServer.run(started: false) { server in
            try await withClient(of: server.configuration, connected: false) { redis in
                await #expect(throws: RedisError.unavailable) { try await redis.get("bread") }
                try await server.start()
                try await eventually("Redis is available") { redis.isAvailable }
                #expect(try await redis.get("bread") == nil)
            }
        }
    }

    @Test func `a command in flight when Redis dies fails, and does not hang`() async throws {
        try await RedisServer.run { server in
            try await withClient(of: server.configuration) { redis in
                await server.freeze()
                let waiting = (0..<50).map { _ in Task { try await redis.send(RedisCommand("PING"), timeout: .seconds(60)) } }
                try await Task.sleep(for: .milliseconds(50))
                await server.kill()
                for task in waiting { await #expect(throws: RedisError.connectionLost) { try await task.value } }
                try await eventually("the circuit is open") { !redis.isAvailable }
                await #expect(throws: RedisError.unavailable) { try await redis.get("bread") }
            }
        }
    }

    @Test func `under load Redis is killed and started again and again, every command ends, and none gets another's answer`() async throws {
        try await RedisServer.run { server in
            try await withClient(of: server.configuration) { redis in
                let answered = Tally()
                let refused = Tally()
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for reader in 0..<64 {
                        group.addTask {
                            var number = 0
                            while !Task.isCancelled {
                                number += 1
                                do {
                                    let reply = try await redis.send(RedisCommand("ECHO", "\(reader)/\(number)"))
                                    #expect(reply == .string(ByteBuffer(string: "\(reader)/\(number)")))
                                    answered.more()
                                } catch let error as RedisError {
                                    #expect([.unavailable, .connectionLost, .timedOut].contains(error))
                                    refused.more()
                                    try await Task.sleep(for: .milliseconds(1))
                                }
                            }
                        }
                    }
                    for _ in 0..<5 {
                        let before = answered.count
                        try await eventually("commands are answered") { answered.count > before + 500 }
                        await server.kill()
                        try await eventually("the circuit is open") { !redis.isAvailable }
                        try await server.start()
                        try await eventually("Redis is available") { redis.isAvailable }
                    }
                    group.cancelAll()
                    do { try await group.waitForAll() } catch is CancellationError {}
                }
                #expect(refused.count > 0)
            }
        }
    }

    @Test func `a flushed Redis has forgotten all and answers on`() async throws {
        try await RedisServer.run { server in
            try await withClient(of: server.configuration) { redis in
                try await redis.set("bread", ByteBuffer(string: "2.50"))
                try await redis.send(RedisCommand("FLUSHALL"))
                #expect(try await redis.get("bread") == nil)
                #expect(redis.isAvailable)
            }
        }
    }

    @Test func `graceful shutdown waits for the reply that is due, and then takes no more`() async throws {
        try await RedisServer.run { server in
            let redis = RedisClient(server.configuration, logger: .silent)
            let group = ServiceGroup(configuration: .init(services: [.init(service: redis)], logger: .silent))
            let running = Task { try await group.run() }
            try await eventually("Redis is available") { redis.isAvailable }
            async let slow = redis.send(RedisCommand("DEBUG", "SLEEP", "0.3"), timeout: .seconds(20))
            try await Task.sleep(for: .milliseconds(100))
            await group.triggerGracefulShutdown()
            #expect(try await slow == .status("OK"))
            try await running.value
            await #expect(throws: RedisError.unavailable) { try await redis.get("bread") }
        }
    }

    @Test func `a cancelled client ends at once, and what waits fails`() async throws {
        try await RedisServer.run { server in
            let redis = RedisClient(server.configuration, logger: .silent)
            let running = Task { try await redis.run() }
            try await eventually("Redis is available") { redis.isAvailable }
            await server.freeze()
            let waits = Task { try await redis.send(RedisCommand("PING"), timeout: .seconds(60)) }
            try await Task.sleep(for: .milliseconds(50))
            running.cancel()
            await #expect(throws: RedisError.connectionLost) { try await waits.value }
            try await running.value
        }
    }

    @Test func `a client runs once at a time, and may run again`() async throws {
        try await RedisServer.run { server in
            let redis = RedisClient(server.configuration, logger: .silent)
            for _ in 0..<2 {
                try await withRunning(redis) {
                    try await eventually("Redis is available") { redis.isAvailable }
                    await #expect(throws: RedisError.alreadyRunning) { try await redis.run() }
                    #expect(try await redis.get("bread") == nil)
                }
                #expect(!redis.isAvailable)
            }
        }
    }
}
