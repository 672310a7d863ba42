import NIOCore

/// The messages of one connection that subscribes, until it ends. It reads no more than its consumer takes.
enum RedisPushStream {
    typealias Message = (channel: String, payload: ByteBuffer)
    typealias Producer = NIOAsyncSequenceProducer<
        Message, NIOAsyncSequenceProducerBackPressureStrategies.HighLowWatermark, RedisSubscriptionDemand
    >
    typealias AsyncIterator = Producer.AsyncIterator

    /// Connects, greets and subscribes; returns when Redis has confirmed every channel. Throws as `RedisConnection.connect` does.
    static func open(
        _ configuration: RedisConfiguration, channels: [String], on group: any EventLoopGroup
    ) async throws -> Producer {
        let (producer, subscribed) = try await configuration.connect(on: group) { channel in
            let loop = channel.eventLoop
            let subscribed = loop.makePromise(of: Void.self)
            let handler = try RedisSubscriptionHandler(configuration: configuration, channels: channels, subscribed: subscribed)
            let made = Producer.makeSequence(
                backPressureStrategy: .init(lowWatermark: 64, highWatermark: 256), finishOnDeinit: false,
                delegate: RedisSubscriptionDemand(handler: NIOLoopBound(handler, eventLoop: loop), loop: loop))
            handler.source = made.source
            try channel.pipeline.syncOperations.addHandler(handler)
            return (made.sequence, subscribed.futureResult)
        }
        try await subscribed.get()
        return producer
    }
}

/// Carries the consumer's demand to the handler's event loop.
struct RedisSubscriptionDemand: NIOAsyncSequenceProducerDelegate {
    let handler: NIOLoopBound<RedisSubscriptionHandler>
    let loop: any EventLoop

    func produceMore() { loop.execute { handler.value.resumeReading() } }
    func didTerminate() { loop.execute { handler.value.finish(.connectionLost) } }
}
