import NIOCore

/// One pipelined connection, greeted and ready. Used by any task; ends once and for all.
final class RedisConnection: Sendable {
    private let channel: any Channel
    private let handler: NIOLoopBound<RedisConnectionHandler>
    private let outbox: RedisOutbox

    private init(_ channel: any Channel, _ handler: NIOLoopBound<RedisConnectionHandler>, _ outbox: RedisOutbox) {
        self.channel = channel
        self.handler = handler
        self.outbox = outbox
    }

    /// Whether it takes commands: it stands, and Redis has been answering.
    var isOpen: Bool { outbox.isOpen }

    /// Connects and greets. Throws what NIO throws when nobody answers, `RedisError.server` when Redis refuses us or is loading its data,
    /// and the other cases of `RedisError` when the greeting fails.
    static func connect(_ configuration: RedisConfiguration, on group: any EventLoopGroup) async throws -> RedisConnection {
        let outbox = RedisOutbox(limits: .init(commands: configuration.queueLimit, bytes: configuration.queueBytesLimit))
        let connection = try await configuration.connect(on: group) { channel in
            let handler = try RedisConnectionHandler(outbox: outbox, configuration: configuration)
            try channel.pipeline.syncOperations.addHandler(handler)
            return RedisConnection(channel, NIOLoopBound(handler, eventLoop: channel.eventLoop), outbox)
        }
        do {
            for command in configuration.greeting + [RedisCommand(own: "PING", [])] {
                _ = try await connection.send(command, timeout: configuration.connectTimeout)
            }
        } catch {
            connection.close()
            throw error
        }
        return connection
    }

    /// Sends a command and waits for its reply. Throws `RedisError`, or `CancellationError` when the task is cancelled.
    func send(_ command: RedisCommand, timeout: Duration) async throws -> RedisValue {
        let reply = PendingReply(timeout: timeout)
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                guard reply.wait(continuation) else { return continuation.resume(throwing: CancellationError()) }
                switch outbox.put(command, reply) {
                case .queued: break
                case .drain: channel.eventLoop.execute { [handler] in handler.value.drain() }
                case .refused(let error): reply.settle(.failure(error))
                }
            }
        } onCancel: {
            reply.settle(.failure(CancellationError()))
        }
    }

    /// Returns why the connection ended, when it has; nil when the task is cancelled before.
    func ended() async -> RedisError? {
        let (ends, continuation) = AsyncStream.makeStream(of: RedisError.self)
        channel.closeFuture.whenComplete { [handler] _ in
            continuation.yield(handler.value.end ?? .connectionLost)
            continuation.finish()
        }
        return await ends.first { _ in true }
    }

    /// Takes no more commands, and closes when all are answered or after `patience`.
    func closeWhenIdle(within patience: Duration) {
        let deadline = NIODeadline.now() + TimeAmount(patience)
        channel.eventLoop.execute { [handler] in handler.value.closeWhenIdle(by: deadline) }
    }

    /// Closes at once; what waits fails with `RedisError.connectionLost`.
    func close() {
        channel.eventLoop.execute { [handler] in handler.value.finish(.connectionLost) }
    }
}
