import NIOCore

/// A connection in Redis's subscribed state: greets, subscribes, and hands on what is pushed.
///
/// Replies to the greeting come first, then a confirmation per channel, then messages and answers to our pings, which tell whether a
/// silent server is still there.
final class RedisSubscriptionHandler: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    var source: RedisPushStream.Producer.Source?
    private let configuration: RedisConfiguration
    private let channels: [String]
    private let parser: RedisReplyParser
    private let subscribed: EventLoopPromise<Void>
    private var context: ChannelHandlerContext?
    private var greetingsDue: Int
    private var confirmationsDue: Int
    private var isPaused = false
    private var readIsHeldBack = false
    private var hasEnded = false
    private var timer: Scheduled<Void>?
    private var pongIsDue = false

    init(configuration: RedisConfiguration, channels: [String], subscribed: EventLoopPromise<Void>) throws {
        self.configuration = configuration
        self.channels = channels
        self.subscribed = subscribed
        greetingsDue = configuration.subscriberGreeting.count
        confirmationsDue = Set(channels).count
        do {
            parser = try RedisReplyParser()
        } catch {
            subscribed.fail(error)
            throw error
        }
    }

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }

    func handlerRemoved(context: ChannelHandlerContext) {
        finish(.connectionLost)
        self.context = nil
    }

    func channelActive(context: ChannelHandlerContext) {
        var wire = ByteBuffer()
        for command in configuration.subscriberGreeting { command.write(into: &wire) }
        RedisCommand(own: "SUBSCRIBE", Set(channels).map { .text($0) }).write(into: &wire)
        context.writeAndFlush(wrapOutboundOut(wire), promise: nil)
        schedule(in: configuration.connectTimeout) { $0.finish(.timedOut) }
        context.fireChannelActive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !hasEnded else { return }
        do {
            try parser.feed(unwrapInboundIn(data))
            var messages: [RedisPushStream.Message] = []
            while let value = try parser.next() {
                if let message = try take(value) { messages.append(message) }
            }
            guard !messages.isEmpty else { return }
            if case .stopProducing = source?.yield(contentsOf: messages) { isPaused = true }
        } catch {
            finish(error as? RedisError ?? .protocolViolation("\(error)"))
        }
    }

    func read(context: ChannelHandlerContext) {
        if isPaused { readIsHeldBack = true } else { context.read() }
    }

    func channelInactive(context: ChannelHandlerContext) {
        finish(.connectionLost)
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { finish(.connectionLost) }

    func resumeReading() {
        isPaused = false
        guard readIsHeldBack else { return }
        readIsHeldBack = false
        context?.read()
    }

    func finish(_ reason: RedisError) {
        guard !hasEnded else { return }
        hasEnded = true
        timer?.cancel()
        subscribed.fail(reason)  // Without effect when it has succeeded.
        source?.finish()
        source = nil
        context?.close(promise: nil)
    }
}

extension RedisSubscriptionHandler {
    /// Understands one reply or push; a message when it is one.
    private func take(_ value: RedisValue) throws -> RedisPushStream.Message? {
        if case .error(let message) = value { throw RedisError.server(message) }
        if greetingsDue > 0 {
            greetingsDue -= 1
            return nil
        }
        guard case .array(let parts) = value, parts.count >= 2, let kind = try parts[0].bytesOrNil().map(String.init(buffer:)) else {
            throw RedisError.protocolViolation("no push: \(value)")
        }
        switch kind {
        case "message":
            guard parts.count == 3, let channel = try parts[1].bytesOrNil(), let payload = try parts[2].bytesOrNil() else {
                throw RedisError.protocolViolation("an incomplete message")
            }
            return (String(buffer: channel), payload)
        case "subscribe":
            confirmationsDue -= 1
            if confirmationsDue == 0 {
                subscribed.succeed()
                keepAlive()
            }
        case "pong": pongIsDue = false
        default: throw RedisError.protocolViolation("a push of the unknown kind \(kind)")
        }
        return nil
    }

    /// Asks now and then whether the server is there, and hangs up when it did not answer the last time. While the consumer makes it wait,
    /// silence is our own doing.
    private func keepAlive() {
        schedule(in: configuration.keepAlive) { handler in
            if handler.pongIsDue, !handler.isPaused { return handler.finish(.timedOut) }
            if !handler.pongIsDue, let context = handler.context {
                handler.pongIsDue = true
                var wire = ByteBuffer()
                RedisCommand(own: "PING", []).write(into: &wire)
                context.writeAndFlush(handler.wrapOutboundOut(wire), promise: nil)
            }
            handler.keepAlive()
        }
    }

    private func schedule(in time: Duration, _ work: @escaping (RedisSubscriptionHandler) -> Void) {
        timer?.cancel()
        timer = context?.eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(time)) { work(self) }
    }
}

extension RedisConfiguration {
    /// Channels belong to no database, so none is selected.
    fileprivate var subscriberGreeting: [RedisCommand] { greeting.filter { $0.name == "AUTH" } }
}
