import DequeModule
import NIOCore

/// One connection's end on its event loop: writes what the outbox holds, and gives each reply to the oldest place.
final class RedisConnectionHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let outbox: RedisOutbox
    private let configuration: RedisConfiguration
    private let parser: RedisReplyParser
    private var context: ChannelHandlerContext?
    private var places = Deque<RedisOutbox.Place>()
    private var timer: Scheduled<Void>?
    private var timerDeadline = NIODeadline.distantFuture
    /// Time-outs since the last reply.
    private var timeouts = 0
    private var closesWhenIdle = false
    /// Why the connection ended, once it has.
    private(set) var end: RedisError?

    init(outbox: RedisOutbox, configuration: RedisConfiguration) throws {
        self.outbox = outbox
        self.configuration = configuration
        parser = try RedisReplyParser()
    }

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }

    func handlerRemoved(context: ChannelHandlerContext) {
        finish(.connectionLost)
        self.context = nil
    }

    /// Writes what has come together in the outbox.
    func drain() {
        guard end == nil, let context else { return }
        let (wire, places) = outbox.take()
        guard !places.isEmpty else { return }
        let earliest = places.reduce(NIODeadline.distantFuture) { min($0, $1.reply.deadline) }
        self.places.append(contentsOf: places)
        arm(earliest)
        context.writeAndFlush(wrapOutboundOut(wire), promise: nil)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard end == nil else { return }
        var (commands, bytes) = (0, 0)
        do {
            try parser.feed(unwrapInboundIn(data))
            while let value = try parser.next() {
                guard let place = places.popFirst() else { throw RedisError.protocolViolation("a reply that no command waits for") }
                if case .error(let message) = value {
                    place.reply.settle(.failure(RedisError.server(message)))
                } else {
                    place.reply.settle(.success(value))
                }
                commands += 1
                bytes += place.bytes
            }
        } catch {
            finish(error as? RedisError ?? .protocolViolation("\(error)"))
            return
        }
        guard commands > 0 else { return }
        timeouts = 0
        if outbox.settled(commands: commands, bytes: bytes), closesWhenIdle { finish(.connectionLost) }
    }

    func channelInactive(context: ChannelHandlerContext) {
        finish(.connectionLost)
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        finish(.connectionLost)
    }

    /// Takes no more commands; closes when the last reply has come, at `deadline` at the latest.
    func closeWhenIdle(by deadline: NIODeadline) {
        closesWhenIdle = true
        guard let context, !outbox.close() else { return finish(.connectionLost) }
        context.eventLoop.assumeIsolated().scheduleTask(deadline: deadline) { self.finish(.connectionLost) }
    }

    /// Closes, and fails all that waits with `reason`.
    func finish(_ reason: RedisError) {
        guard end == nil else { return }
        end = reason
        _ = outbox.close()
        timer?.cancel()
        let waiting = places + outbox.take().places
        places = []
        for place in waiting { place.reply.settle(.failure(reason)) }
        context?.close(promise: nil)
    }
}

extension RedisConnectionHandler {
    /// Sees to it that `sweep` runs at `deadline` or before. One timer serves all: most commands are answered long before theirs.
    private func arm(_ deadline: NIODeadline) {
        guard deadline < timerDeadline, let context else { return }
        timer?.cancel()
        timerDeadline = deadline
        timer = context.eventLoop.assumeIsolated().scheduleTask(deadline: deadline) { self.sweep() }
    }

    /// Fails the waiters whose time is up; their places stay.
    private func sweep() {
        timerDeadline = .distantFuture
        guard end == nil, let oldest = places.first else { return }
        let now = NIODeadline.now()
        let stall = oldest.reply.asked + TimeAmount(configuration.stallLimit)
        guard stall > now else { return finish(.connectionLost) }
        var next = stall
        for place in places {
            if place.reply.deadline > now {
                next = min(next, place.reply.deadline)
            } else if place.reply.settle(.failure(RedisError.timedOut)) {
                timeouts += 1
            }
        }
        if timeouts >= configuration.timeoutsToOpen { outbox.suspend() }
        arm(next)
    }
}
