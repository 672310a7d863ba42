import NIOCore
import SharedRedis
import Support
import Testing

@Suite struct SignInTests {
    @Test func `a client with the password is let in, also after a restart`() async throws {
        try await RedisServer.run(["--requirepass", "hunter2"]) { server in
            var configuration = server.configuration
            configuration.password = "hunter2"
            try await withClient(of: configuration) { redis in
                #expect(try await redis.get("bread") == nil)
                await server.kill()
                try await server.start()
                try await eventually("the client is let in again") { (try? await redis.send(RedisCommand("PING"))) == .status("PONG") }
            }
        }
    }

    @Test func `a client with a user of its own is let in`() async throws {
        try await RedisServer.run(["--user", "maya", "on", ">hunter2", "~*", "+@all"]) { server in
            var configuration = server.configuration
            (configuration.username, configuration.password) = ("maya", "hunter2")
            try await withClient(of: configuration) { redis throws in
                #expect(try await redis.send(RedisCommand("ACL", "WHOAMI")) == .string(ByteBuffer(string: "maya")))
            }
        }
    }

    @Test(arguments: [nil, "wrong"]) func `a client with a wrong password or none stays out, and says why without telling it`(
        password: String?
    ) async throws {
        try await RedisServer.run(["--requirepass", "hunter2"]) { server in
            let log = RecordedLog()
            var configuration = server.configuration
            configuration.password = password
            try await withClient(of: configuration, connected: false, logger: log.logger) { redis in
                try await eventually("the refusal is logged") { log.text.contains(password == nil ? "NOAUTH" : "WRONGPASS") }
                await #expect(throws: RedisError.unavailable) { try await redis.get("bread") }
                if let password { #expect(!log.text.contains(password + " ") && !log.text.contains("hunter2")) }
            }
            let refusals = log.text.split(separator: "\n").count { $0.contains("NOAUTH") || $0.contains("WRONGPASS") }
            #expect(refusals == 1, "a refusal that repeats is logged once")
        }
    }

    @Test func `each database has its own keys`() async throws {
        try await RedisServer.run { server in
            var third = server.configuration
            third.database = 3
            try await withClient(of: third) { redis in
                try await redis.set("bread", ByteBuffer(string: "2.50"))
                try await withClient(of: server.configuration) { other throws in #expect(try await other.get("bread") == nil) }
                #expect(try await redis.get("bread") == ByteBuffer(string: "2.50"))
            }
        }
    }

    @Test func `a Redis that is reached over TCP answers`() async throws {
        try await FakeServer.run({ _, connection in connection.answer("+PONG\r\n") }) { fake in
            try await withClient(of: fake.configuration) { redis throws in
                #expect(try await redis.send(RedisCommand("PING")) == .status("PONG"))
            }
        }
    }
}
