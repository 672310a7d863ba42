import NIOCore
import NIOSSL
import NIOTLS

/// Why nothing more will come of a connection.
enum SMTPFault: Error, Equatable {
    case closed
    case timedOut
    case violation(String)
    case notTrusted(String)
}

/// One connection's end on its event loop: gives each reply to who waits for it, and holds the server to one reply at a time.
final class SMTPReplyHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let encryption: SMTPEncryption?
    private var context: ChannelHandlerContext?
    private var parser = SMTPReplyParser()
    private var waiter: EventLoopPromise<SMTPReply>?
    private var handshake: EventLoopPromise<Void>?
    private var timer: Scheduled<Void>?
    /// A reply that nobody waits for yet: the greeting, or the server's last words.
    private var early: SMTPReply?
    private var fault: SMTPFault?

    /// - Parameter encryption: that of the whole conversation, or of its part after STARTTLS.
    init(_ encryption: SMTPEncryption?) { self.encryption = encryption }

    /// Whether it can be used, and the server has said nothing that it was not asked.
    var isQuiet: Bool { fault == nil && early == nil && parser.isIdle && context?.channel.isActive == true }

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }

    func handlerRemoved(context: ChannelHandlerContext) {
        end(.closed)
        self.context = nil
    }

    /// The next reply.
    func reply(within limit: TimeAmount, on loop: any EventLoop) -> EventLoopFuture<SMTPReply> {
        if let early {
            self.early = nil
            return loop.makeSucceededFuture(early)
        }
        return wait(limit, on: loop)
    }

    /// Says `line`, and gives the reply to it. What the server said before is no reply to it: its farewell is passed on, and anything else
    /// is a fault.
    func ask(_ line: ByteBuffer, within limit: TimeAmount, on loop: any EventLoop) -> EventLoopFuture<SMTPReply> {
        if let early {
            if early.code == 421 { return loop.makeSucceededFuture(early) }
            end(.violation("a reply to nothing: \(early)"))
        }
        guard fault == nil, let context else { return loop.makeFailedFuture(fault ?? .closed) }
        let reply = wait(limit, on: loop)
        context.writeAndFlush(wrapOutboundOut(line), promise: nil)
        return reply
    }

    /// Turns to TLS. What came in the clear after the server agreed to it was put there by somebody on the way (RFC 3207, section 4.2, and
    /// the injections of CVE-2011-0411 and CVE-2021-33515): it ends the conversation, and is read by nobody.
    func encrypt(within limit: TimeAmount, on loop: any EventLoop) -> EventLoopFuture<Void> {
        guard fault == nil, let context, let encryption else { return loop.makeFailedFuture(fault ?? .closed) }
        guard early == nil, parser.isIdle else {
            end(.violation("words in the clear after the reply to STARTTLS"))
            return loop.makeFailedFuture(fault ?? .closed)
        }
        let promise = loop.makePromise(of: Void.self)
        handshake = promise
        arm(limit, on: loop)
        do { try context.pipeline.syncOperations.addHandler(encryption.handler(), position: .first) } catch { end(.notTrusted("\(error)")) }
        return promise.futureResult
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard fault == nil else { return }
        do {
            for reply in try parser.read(unwrapInboundIn(data)) { take(reply) }
        } catch { end(.violation(error.reason)) }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .handshakeCompleted? = event as? TLSUserEvent {
            let certificate = try? context.channel.pipeline.syncOperations.nioSSL_peerCertificate()
            guard let certificate, encryption?.isNamed(by: certificate) == true else { return end(.notTrusted(Self.anotherServers)) }
            if let handshake {
                self.handshake = nil
                timer?.cancel()
                handshake.succeed()
            }
        }
        context.fireUserInboundEventTriggered(event)
    }

    func channelInactive(context: ChannelHandlerContext) {
        end(.closed)
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        end(Self.reason(of: error).map { .notTrusted($0) } ?? .closed)
    }

    /// Closes, and fails who waits.
    func end(_ reason: SMTPFault) {
        if fault == nil { fault = reason }
        timer?.cancel()
        let error = fault ?? reason
        let (waiter, handshake) = (waiter, handshake)
        (self.waiter, self.handshake) = (nil, nil)
        waiter?.fail(error)
        handshake?.fail(error)
        context?.close(promise: nil)
    }

    private func take(_ reply: SMTPReply) {
        guard fault == nil else { return }
        if let waiter {
            self.waiter = nil
            timer?.cancel()
            waiter.succeed(reply)
        } else if early == nil {
            early = reply
        } else {
            end(.violation("more replies than questions"))
        }
    }

    private func wait(_ limit: TimeAmount, on loop: any EventLoop) -> EventLoopFuture<SMTPReply> {
        guard fault == nil else { return loop.makeFailedFuture(fault ?? .closed) }
        guard waiter == nil else { return loop.makeFailedFuture(SMTPFault.violation("two questions at once, which is our fault")) }
        let promise = loop.makePromise(of: SMTPReply.self)
        waiter = promise
        arm(limit, on: loop)
        return promise.futureResult
    }

    private func arm(_ limit: TimeAmount, on loop: any EventLoop) {
        timer?.cancel()
        timer = loop.assumeIsolated().scheduleTask(in: limit) { self.end(.timedOut) }
    }

    private static let anotherServers = "its certificate is another server's"

    /// What is wrong with the server's TLS, when that is the error.
    private static func reason(of error: any Error) -> String? {
        switch error {
        case NIOSSLError.uncleanShutdown: nil
        case let error as NIOSSLExtraError where error == .failedToValidateHostname: anotherServers
        case is NIOSSLError, is BoringSSLError, is NIOSSLExtraError:
            "\(error)".contains("CERTIFICATE_VERIFY_FAILED")
                ? "its certificate is signed by nobody we trust" : String("\(error)".prefix(200))
        default: nil
        }
    }
}
