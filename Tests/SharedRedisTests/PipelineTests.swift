import FoundationEssentials
import NIOCore
import SharedRedis
import Support
import Testing

@Suite struct PipelineTests {
    @Test func `a thousand tasks get each its own answer`() async throws {
        try await withRedis { redis in
            let prefix = "test:\(UUID().uuidString):"
            try await withThrowingTaskGroup(of: Void.self) { group in
                for reader in 0..<1000 {
                    group.addTask {
                        let key = prefix + String(reader)
                        for round in 0..<10 {
                            let value = ByteBuffer(string: "\(reader)/\(round)")
                            try await redis.set(key, value, expires: .seconds(60))
                            #expect(try await redis.get(key) == value)
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    @Test func `an error in the pipeline is its own task's alone`() async throws {
        try await withRedis { redis in
            let key = "test:\(UUID().uuidString)"
            try await redis.set(key, ByteBuffer(string: "bread"), expires: .seconds(60))
            let refused = try await withThrowingTaskGroup(of: Bool.self) { group in
                for number in 0..<500 {
                    group.addTask {
                        do {
                            let text = "\(number)"
                            let reply = try await redis.send(
                                number % 5 == 0 ? RedisCommand("INCR", .text(key)) : RedisCommand("ECHO", .text(text)))
                            #expect(reply == .string(ByteBuffer(string: text)))
                            return false
                        } catch RedisError.server {
                            return true
                        }
                    }
                }
                return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(refused == 100)
        }
    }

    @Test func `commands that one task sends are carried out in their order`() async throws {
        try await withRedis { redis in
            let key = "test:\(UUID().uuidString)"
            for number in 0..<200 { try await redis.send(RedisCommand("RPUSH", .text(key), .number(Int64(number)))) }
            let list = try await redis.send(RedisCommand("LRANGE", .text(key), 0, -1))
            #expect(list == .array((0..<200).map { .string(ByteBuffer(string: String($0))) }))
            try await redis.delete(key)
        }
    }

    @Test func `a cancelled reader gets no answer, and its neighbours get their own`() async throws {
        try await RedisServer.run { server in
            try await withClient(of: server.configuration) { redis in
                await server.freeze()
                let cancelled = Task { try await redis.send(RedisCommand("ECHO", "cancelled"), timeout: .seconds(20)) }
                let kept = (0..<20).map { number in
                    Task { try await redis.send(RedisCommand("ECHO", "\(number)"), timeout: .seconds(20)) }
                }
                try await Task.sleep(for: .milliseconds(50))
                cancelled.cancel()
                await #expect(throws: CancellationError.self) { try await cancelled.value }
                await server.thaw()
                for (number, task) in kept.enumerated() {
                    #expect(try await task.value == .string(ByteBuffer(string: "\(number)")))
                }
            }
        }
    }

    @Test func `a task that is cancelled already sends nothing`() async throws {
        try await withRedis { redis throws in
            let key = "test:\(UUID().uuidString)"
            let task = Task {
                withUnsafeCurrentTask { $0?.cancel() }
                return try await redis.increment(key)
            }
            await #expect(throws: CancellationError.self) { try await task.value }
            #expect(try await redis.get(key) == nil)
        }
    }

    @Test func `tasks cancelled at any moment never mix up answers`() async throws {
        try await withRedis { redis in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<2000 {
                    group.addTask {
                        let echo = Task { try await redis.send(RedisCommand("ECHO", "\(number)"), timeout: .seconds(20)) }
                        if number % 3 == 0 {
                            if number % 2 == 0 { await Task.yield() }
                            echo.cancel()
                        }
                        do {
                            let reply = try await echo.value
                            #expect(reply == .string(ByteBuffer(string: "\(number)")))
                        } catch is CancellationError {
                            #expect(number % 3 == 0)
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
    }
}
