import NIOCore
import SharedRedis
import Support
import Testing

/// Servers that are not Redis, or no longer.
@Suite struct BrokenServerTests {
    @Test func `a greeting that is not the protocol keeps the client away`() async throws {
        try await FakeServer.run({ _, connection in connection.answer("HTTP/1.1 400 Bad Request\r\n\r\n") }) { fake in
            let log = RecordedLog()
            try await withClient(of: fake.configuration, connected: false, logger: log.logger) { redis in
                try await eventually("the violation is logged") { log.text.contains("protocolViolation") }
                await #expect(throws: RedisError.unavailable) { try await redis.get("bread") }
            }
        }
    }

    @Test func `garbage after the greeting fails what waits, and the client connects anew`() async throws {
        let greetings = Tally()
        try await FakeServer.run({ request, connection in
            if request.contains("PING") { greetings.more() }
            connection.answer(request.contains("PING") ? "+PONG\r\n" : "?what\r\n")
        }) { fake in
            try await withClient(of: fake.configuration) { redis in
                await #expect { try await redis.get("bread") } throws: {
                    if case .protocolViolation? = $0 as? RedisError { true } else { false }
                }
                try await eventually("the client greets again") { greetings.count > 1 }
            }
        }
    }

    @Test func `a reply that nobody waits for closes the connection`() async throws {
        let greetings = Tally()
        try await FakeServer.run({ request, connection in
            greetings.more()
            connection.answer("+PONG\r\n+SURPRISE\r\n")
        }) { fake in
            try await withClient(of: fake.configuration, connected: false) { _ in
                try await eventually("the client greets again") { greetings.count > 2 }
            }
        }
    }

    @Test func `replies that dribble byte by byte arrive`() async throws {
        try await FakeServer.run({ request, connection in
            let reply = request.contains("PING") ? "+PONG\r\n" : "*3\r\n$5\r\nbread\r\n$-1\r\n:7\r\n"
            for (delay, byte) in reply.utf8.enumerated() {
                connection.eventLoop.scheduleTask(in: .milliseconds(Int64(delay))) {
                    connection.writeAndFlush(ByteBuffer(bytes: [byte]), promise: nil)
                }
            }
        }) { fake in
            try await withClient(of: fake.configuration) { redis in
                let reply = try await redis.send(RedisCommand("WHATEVER"), timeout: .seconds(20))
                #expect(reply == .array([.string(ByteBuffer(string: "bread")), .null, .integer(7)]))
            }
        }
    }

    @Test func `a server that hangs up in the middle of a reply fails what waits`() async throws {
        try await FakeServer.run({ request, connection in
            if request.contains("PING") { return connection.answer("+PONG\r\n") }
            connection.writeAndFlush(ByteBuffer(string: "$100\r\nbre")).whenComplete { _ in connection.close(promise: nil) }
        }) { fake in
            try await withClient(of: fake.configuration) { redis in
                let get = RedisCommand("GET", "bread")
                await #expect(throws: RedisError.connectionLost) { try await redis.send(get, timeout: .seconds(20)) }
            }
        }
    }

    @Test func `a server that accepts and says nothing is given up after the time to connect`() async throws {
        try await FakeServer.run({ _, _ in }) { fake in
            let log = RecordedLog()
            var configuration = fake.configuration
            configuration.connectTimeout = .milliseconds(100)
            try await withClient(of: configuration, connected: false, logger: log.logger) { redis in
                try await eventually("the time-out is logged") { log.text.contains("timedOut") }
                #expect(!redis.isAvailable)
            }
        }
    }

    @Test func `a server that is loading its data is not used until it is ready`() async throws {
        let greetings = Tally()
        try await FakeServer.run({ request, connection in
            let isReady = greetings.more() > 3
            connection.answer(isReady ? "+PONG\r\n" : "-LOADING Redis is loading the dataset in memory\r\n")
        }) { fake in
            try await withClient(of: fake.configuration) { _ in #expect(greetings.count > 3) }
        }
    }

    @Test func `a server that hangs up after each greeting is not asked without pause`() async throws {
        let greetings = Tally()
        try await FakeServer.run({ _, connection in
            greetings.more()
            connection.writeAndFlush(ByteBuffer(string: "+PONG\r\n")).whenComplete { _ in connection.close(promise: nil) }
        }) { fake in
            try await withClient(of: fake.configuration, connected: false) { _ in try await Task.sleep(for: .seconds(1)) }
            #expect((2...15).contains(greetings.count))
        }
    }
}
