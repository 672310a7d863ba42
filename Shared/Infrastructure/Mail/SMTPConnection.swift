import NIOCore
import NIOPosix
import NIOSSL

/// One connection to a relay, of which one task at a time asks one thing after the other. Whatever goes wrong is thrown as ``SMTPError``.
final class SMTPConnection: Sendable {
    private let channel: any Channel
    private let handler: NIOLoopBound<SMTPReplyHandler>

    private init(_ channel: any Channel, _ handler: NIOLoopBound<SMTPReplyHandler>) {
        self.channel = channel
        self.handler = handler
    }

    /// Opens the socket.
    /// - Parameter encryption: what is around it from the first byte, or will be later, as the configuration says.
    static func open(
        _ configuration: SMTPConfiguration, _ encryption: SMTPEncryption?, on group: any EventLoopGroup
    ) async throws -> SMTPConnection {
        do {
            let bootstrap = ClientBootstrap(group: group).connectTimeout(TimeAmount(configuration.timeouts.connect))
            return try await bootstrap.connect(host: configuration.host, port: configuration.port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    if configuration.encryption == .implicit, let encryption {
                        try channel.pipeline.syncOperations.addHandler(encryption.handler())
                    }
                    let handler = SMTPReplyHandler(encryption)
                    try channel.pipeline.syncOperations.addHandler(handler)
                    return SMTPConnection(channel, NIOLoopBound(handler, eventLoop: channel.eventLoop))
                }
            }
        } catch is CancellationError {
            throw CancellationError()
        } catch { throw SMTPError(connecting: error) }
    }

    /// Whether it can be used, as far as is known here.
    func isQuiet() async -> Bool { (try? await channel.eventLoop.submit { [handler] in handler.value.isQuiet }.get()) ?? false }

    /// The next reply, asked for or not.
    func reply(_ phase: SMTPPhase, within limit: Duration) async throws -> SMTPReply {
        try await following(phase) { handler, loop in handler.reply(within: TimeAmount(limit), on: loop) }
    }

    /// Says a line, and answers the reply to it.
    /// - Throws: `SMTPError.refused` for 421, with which a server ends a conversation at any time (RFC 5321, section 3.8).
    func ask(_ line: String, _ phase: SMTPPhase, within limit: Duration) async throws -> SMTPReply {
        // Whoever could put a line break in a command could put another command after it. None of ours can hold one; this is the fence.
        guard !line.utf8.contains(where: { $0 < 32 || $0 == 127 }) else {
            throw SMTPError.violation(phase, reason: "a control character in a command of ours")
        }
        let reply = try await following(phase) { handler, loop in
            handler.ask(ByteBuffer(string: line + "\r\n"), within: TimeAmount(limit), on: loop)
        }
        guard reply.code != 421 else { throw SMTPError.refused(phase, reply) }
        return reply
    }

    /// Turns to TLS.
    func encrypt(within limit: Duration) async throws {
        try await following(.encryption) { handler, loop in handler.encrypt(within: TimeAmount(limit), on: loop) }
    }

    /// Sends a message's bytes, block by block, each within `limit`, and answers the reply to `end`. A server may end it before: then that
    /// is the answer.
    func send(_ message: ByteBuffer, end: Duration, block limit: Duration) async throws -> SMTPReply {
        var rest = message
        while await isQuiet(), let block = rest.readSlice(length: min(rest.readableBytes, 64 << 10)), block.readableBytes > 0 {
            let timer = channel.eventLoop.scheduleTask(in: TimeAmount(limit)) { [handler] in handler.value.end(.timedOut) }
            defer { timer.cancel() }
            // When it cannot be written, the reply says why, or that there is none.
            do { try await channel.writeAndFlush(block) } catch { break }
        }
        let reply = try await reply(.message, within: end)
        guard reply.code != 421 else { throw SMTPError.refused(.message, reply) }
        guard rest.readableBytes == 0 || !reply.isPositive else {
            throw SMTPError.violation(.message, reason: "it took a message that it had not read")
        }
        return reply
    }

    func close() { channel.eventLoop.execute { [handler] in handler.value.end(.closed) } }

    /// Runs `ask` on the event loop and waits for what it promises; closes the connection when the task is cancelled.
    private func following<Answer: Sendable>(
        _ phase: SMTPPhase, _ ask: @escaping @Sendable (SMTPReplyHandler, any EventLoop) -> EventLoopFuture<Answer>
    ) async throws -> Answer {
        let (loop, handler) = (channel.eventLoop, handler)
        do {
            return try await withTaskCancellationHandler {
                try Task.checkCancellation()
                return try await loop.flatSubmit { ask(handler.value, loop) }.get()
            } onCancel: {
                close()
            }
        } catch {
            try Task.checkCancellation()
            throw switch error as? SMTPFault {
            case .closed, nil: SMTPError.closed(phase)
            case .timedOut: SMTPError.timedOut(phase)
            case .violation(let reason): SMTPError.violation(phase, reason: reason)
            case .notTrusted(let reason): SMTPError.notTrusted(reason: reason)
            }
        }
    }
}
