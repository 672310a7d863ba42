import NIOCore
import SharedRedis
import Support
import Synchronization
import Testing

@Suite struct SubscriberTests {
    /// Collects the events of a subscription while `body` runs.
    private func withSubscription(
        _ configuration: RedisConfiguration, to channels: [String],
        _ body: (Events) async throws -> Void
    ) async throws {
        let events = Events()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                for await event in RedisSubscriber(configuration, logger: .silent).subscribe(to: channels) { events.add(event) }
            }
            try await body(events)
            group.cancelAll()
        }
    }

    @Test func `what is published after the subscription stands is heard, in order and from its channels only`() async throws {
        try await RedisServer.run { server in
            try await withSubscription(server.configuration, to: ["posts", "stock"]) { events in
                try await eventually("it is connected") { events.all == [.connected] }
                try await withClient(of: server.configuration) { redis in
                    #expect(try await redis.publish("posts", ByteBuffer(string: "one")) == 1)
                    #expect(try await redis.publish("secrets", ByteBuffer(string: "none")) == 0)
                    try await redis.publish("stock", ByteBuffer(bytes: [0, 13, 10, 255]))
                    try await redis.publish("posts", ByteBuffer())
                }
                try await eventually("three are heard") { events.all.count == 4 }
                #expect(
                    events.all == [
                        .connected, .message(channel: "posts", payload: ByteBuffer(string: "one")),
                        .message(channel: "stock", payload: ByteBuffer(bytes: [0, 13, 10, 255])),
                        .message(channel: "posts", payload: ByteBuffer()),
                    ])
            }
        }
    }

    @Test func `a subscriber is told when it was away, and hears on`() async throws {
        try await RedisServer.run { server in
            try await withSubscription(server.configuration, to: ["posts"]) { events in
                for round in 1...3 {
                    try await eventually("it is connected") { events.all.last == (round == 1 ? .connected : .reconnected) }
                    try await withClient(of: server.configuration) { _ = try await $0.publish("posts", ByteBuffer(string: "\(round)")) }
                    let heard = RedisSubscriptionEvent.message(channel: "posts", payload: ByteBuffer(string: "\(round)"))
                    try await eventually("it is heard") { events.all.last == heard }
                    await server.kill()
                    try await server.start()
                }
            }
        }
    }

    @Test func `a subscriber waits for a Redis that appears later, and signs in`() async throws {
        try await RedisServer.run(started: false, ["--requirepass", "hunter2"]) { server in
            var configuration = server.configuration
            configuration.password = "hunter2"
            try await withSubscription(configuration, to: ["posts"]) { events in
                try await Task.sleep(for: .milliseconds(100))
                #expect(events.all.isEmpty)
                try await server.start()
                try await eventually("it is connected") { events.all == [.connected] }
            }
        }
    }

    @Test func `a subscriber that is refused tries on, and is told nothing`() async throws {
        try await RedisServer.run(["--requirepass", "hunter2"]) { server in
            try await withSubscription(server.configuration, to: ["posts"]) { events in
                try await Task.sleep(for: .milliseconds(200))
                #expect(events.all.isEmpty)
            }
        }
    }

    @Test func `a server that has fallen silent is noticed`() async throws {
        try await RedisServer.run { server in
            var configuration = server.configuration
            configuration.keepAlive = .milliseconds(100)
            try await withSubscription(configuration, to: ["posts"]) { events in
                try await eventually("it is connected") { events.all == [.connected] }
                try await Task.sleep(for: .milliseconds(350))
                #expect(events.all == [.connected], "a server that answers pings is kept")
                await server.freeze()
                try await Task.sleep(for: .milliseconds(500))
                await server.thaw()
                try await eventually("it is connected anew") { events.all == [.connected, .reconnected] }
            }
        }
    }

    @Test func `a slow subscriber makes Redis wait, and loses nothing`() async throws {
        try await RedisServer.run { server in
            let subscription = RedisSubscriber(server.configuration, logger: .silent).subscribe(to: ["posts"])
            var events = subscription.makeAsyncIterator()
            #expect(await events.next() == .connected)
            try await withClient(of: server.configuration) { redis in
                let payload = ByteBuffer(repeating: UInt8(ascii: "x"), count: 1000)
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for _ in 0..<10 { group.addTask { for _ in 0..<500 { try await redis.publish("posts", payload) } } }
                    try await group.waitForAll()
                }
                for _ in 0..<5000 {
                    guard await events.next() == .message(channel: "posts", payload: payload) else {
                        throw NeverHappened(what: "a message")
                    }
                }
            }
        }
    }

    @Test func `an iterator that is let go unsubscribes`() async throws {
        try await RedisServer.run { server in
            for await event in RedisSubscriber(server.configuration, logger: .silent).subscribe(to: ["posts"]) {
                #expect(event == .connected)
                break
            }
            try await withClient(of: server.configuration) { redis in
                try await eventually("nobody listens") { try await redis.publish("posts", ByteBuffer()) == 0 }
            }
        }
    }

    @Test func `a channel that is named twice is heard once`() async throws {
        try await RedisServer.run { server in
            try await withSubscription(server.configuration, to: ["posts", "posts"]) { events in
                try await eventually("it is connected") { events.all == [.connected] }
                let heard = try await withClient(of: server.configuration) { try await $0.publish("posts", ByteBuffer()) }
                #expect(heard == 1)
                try await eventually("it is heard") { events.all == [.connected, .message(channel: "posts", payload: ByteBuffer())] }
            }
        }
    }
}

/// What a subscription said so far.
final class Events: Sendable {
    private let events = Mutex<[RedisSubscriptionEvent]>([])
    var all: [RedisSubscriptionEvent] { events.withLock { $0 } }
    func add(_ event: RedisSubscriptionEvent) { events.withLock { $0.append(event) } }
}
