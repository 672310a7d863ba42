import HTTPTypes
import NIOCore
import NIOHTTP1

/// Keeps one connection within its limits: it refuses requests that are not plain HTTP/1.1, ends clients that are too slow, and closes the
/// connection after the answer where HTTP says so. It stands right behind the decoder, and ``ArrivalWatch`` before it.
///
/// Over 60 lines: it is one state machine, whose parts make no sense apart.
final class ConnectionGuard: ChannelDuplexHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private let limits: ConnectionLimits
    private var clock: ConnectionClock
    /// Whether the connection stays after each of the requests that are not answered yet, in their order.
    private var staying: CircularBuffer<Bool> = []
    /// Whether what comes belongs to a request that came after the last one.
    private var isDropping = false
    private var hasBegunAnswer = false
    private var closesAfterAnswer = false
    private var timer: Scheduled<Void>?

    init(limits: ConnectionLimits) {
        self.limits = limits
        clock = ConnectionClock(limits: limits, now: .now())
    }

    func bytesArrived() { clock.bytesArrived(.now()) }

    func handlerAdded(context: ChannelHandlerContext) { watch(context) }
    func handlerRemoved(context: ChannelHandlerContext) { timer?.cancel() }

    // MARK: What the client sends

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard clock.phase != .leaving else { return }
        switch unwrapInboundIn(data) {
        case .head(let head):
            // After a request that ends the connection nothing more counts.
            isDropping = !(staying.last ?? true)
            guard !isDropping else { return }
            clock.headArrived(.now())
            if let fault = RequestFault(head) {
                guard staying.isEmpty else { return leave(context) }
                return refuse(fault.status, context)
            }
            // An upgrade is not taken; the decoder, however, reads no more HTTP after one that is offered.
            staying.append(head.isKeepAlive && head.version == .http1_1 && !head.headers.contains(name: "upgrade"))
            if staying.count == 1, expectsContinue(head) { sendContinue(context) }
        case .body where isDropping, .end where isDropping: return
        case .body(let bytes):
            guard clock.bodyArrived(bytes.readableBytes) else {
                // The handler may be reading it, or have answered without: the first says 413, the second has nothing more to say.
                return hasBegunAnswer || staying.count != 1 ? leave(context) : refuse(.payloadTooLarge, context)
            }
        case .end:
            clock.requestEnded(.now())
        }
        context.fireChannelRead(data)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        context.fireChannelReadComplete()
        if clock.phase == .leaving { context.read() }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard clock.phase != .leaving else { return }
        guard let error = error as? HTTPParserError, staying.isEmpty else { return context.fireErrorCaught(error) }
        refuse(error == .headerOverflow ? .requestHeaderFieldsTooLarge : .badRequest, context)
    }

    /// The process is stopping: the connection goes when it has been answered, at once when nothing is asked.
    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard event is ChannelShouldQuiesceEvent else { return context.fireUserInboundEventTriggered(event) }
        guard clock.phase != .leaving else { return }
        guard !staying.isEmpty else { return leave(context) }
        staying[staying.index(before: staying.endIndex)] = false
        if hasBegunAnswer, staying.count == 1 { closesAfterAnswer = true }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        clock.writability(context.channel.isWritable, .now())
        context.fireChannelWritabilityChanged()
    }

    // MARK: What we answer

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard clock.phase != .leaving else {
            promise?.fail(ChannelError.ioOnClosedChannel)
            return
        }
        switch unwrapOutboundIn(data) {
        case .head(var head) where !head.isInformational:
            hasBegunAnswer = true
            closesAfterAnswer = !(staying.first ?? false) || !head.isKeepAlive
            guard closesAfterAnswer else { return context.write(data, promise: promise) }
            head.headers.replaceOrAdd(name: "connection", value: "close")
            context.write(wrapOutboundOut(.head(head)), promise: promise)
        case .end where closesAfterAnswer:
            context.writeAndFlush(data, promise: promise)
            leave(context)
        case .end:
            context.write(data, promise: promise)
            hasBegunAnswer = false
            _ = staying.popFirst()
            if staying.isEmpty { clock.answered(.now()) }
        case .head, .body:
            context.write(data, promise: promise)
        }
    }

    /// Answers without asking the app, and closes.
    private func refuse(_ status: HTTPResponseStatus, _ context: ChannelHandlerContext) {
        let text = ByteBuffer(string: "\(status.code) \(status.reasonPhrase)\n")
        let headers: HTTPHeaders = [
            "content-type": "text/plain; charset=utf-8", "content-length": "\(text.readableBytes)", "connection": "close",
            "cache-control": "no-store", "x-content-type-options": "nosniff", "date": HTTPDate.now,
        ]
        context.write(wrapOutboundOut(.head(.init(version: .http1_1, status: status, headers: headers))), promise: nil)
        context.write(wrapOutboundOut(.body(.byteBuffer(text))), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        leave(context)
    }

    /// Says goodbye: no more is written, and what the client still sends is read and dropped for a moment. Closing at once would make the
    /// kernel reset the connection, and the client lose the answer.
    private func leave(_ context: ChannelHandlerContext) {
        clock.leaves(.now())
        let sent = context.eventLoop.makePromise(of: Void.self)
        sent.futureResult.assumeIsolated().whenComplete { [self] _ in clock.saidAll(.now()) }
        context.close(mode: .output, promise: sent)
        context.read()
    }

    private func expectsContinue(_ head: HTTPRequestHead) -> Bool {
        guard head.version == .http1_1, let expectation = head.headers.first(name: "expect"), expectation.lowercased() == "100-continue"
        else { return false }
        return head.headers.first(name: "content-length").flatMap { Int($0) }.map { $0 <= limits.body } ?? true
    }

    private func sendContinue(_ context: ChannelHandlerContext) {
        context.writeAndFlush(wrapOutboundOut(.head(.init(version: .http1_1, status: .continue))), promise: nil)
    }

    // MARK: Time

    private func watch(_ context: ChannelHandlerContext) {
        timer = context.eventLoop.assumeIsolated().scheduleTask(in: ConnectionClock.interval(limits)) { [self] in
            if clock.isOver(at: .now()) {
                // Half a request deserves an answer; silence, or a client that does not read, does not.
                let isHalfARequest = clock.phase == .head || clock.phase == .body
                guard isHalfARequest, !hasBegunAnswer, staying.count <= 1 else { return context.close(promise: nil) }
                refuse(.requestTimeout, context)
            }
            watch(context)
        }
    }
}

extension HTTPResponseHead {
    fileprivate var isInformational: Bool { (100..<200).contains(status.code) }
}
