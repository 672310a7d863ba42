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

    /// What was to be sent goes out before the end.
    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        flushNow(context)
        context.close(mode: mode, promise: promise)
    }

    func handlerRemoved(context: ChannelHandlerContext) { isAskedFor = false }

    private func flushNow(_ context: ChannelHandlerContext) {
        guard isAskedFor else { return }
        isAskedFor = false
        context.flush()
    }
}
