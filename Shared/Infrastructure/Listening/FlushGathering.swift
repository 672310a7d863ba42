import NIOCore

/// Sends what is written in one turn of the event loop at its end, behind the requests of the other connections that came with it. Sent
/// one by one, each answer would wake its reader by itself, which costs the sender a third of a small page's time.
final class FlushGathering: ChannelOutboundHandler {
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private var isAskedFor = false

    func flush(context: ChannelHandlerContext) {
        guard !isAskedFor else { return }
        isAskedFor = true
        context.eventLoop.assumeIsolated().execute { self.flushNow(context) }
    }

    /// What was to be sent goes out before the end. A half-close waits until the kernel has all of it: when the client has closed its half
    /// already, it would be a whole one, which drops what is not sent.
    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        flushNow(context)
        guard case .output = mode else { return context.close(mode: mode, promise: promise) }
        let sent = context.eventLoop.makePromise(of: Void.self)
        sent.futureResult.assumeIsolated().whenComplete { _ in context.close(mode: .output, promise: promise) }
        context.writeAndFlush(wrapOutboundOut(ByteBuffer()), promise: sent)
    }

    func handlerRemoved(context: ChannelHandlerContext) { isAskedFor = false }

    private func flushNow(_ context: ChannelHandlerContext) {
        guard isAskedFor else { return }
        isAskedFor = false
        context.flush()
    }
}
