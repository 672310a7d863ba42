package import Logging
package import NIOCore
import NIOPosix

/// Listens to channels of Redis, each subscription on a connection of its own.
package struct RedisSubscriber: Sendable {
    package let configuration: RedisConfiguration
    let logger: Logger
    let group: any EventLoopGroup

    package init(
        _ configuration: RedisConfiguration, logger: Logger, group: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton
    ) {
        self.configuration = configuration
        self.logger = logger
        self.group = group
    }

    /// What is published to `channels`, from the first `next()` on, until its task is cancelled or its iterator is gone. It reconnects by
    /// itself, never throws, and ends only with the task; in a service, iterate `cancelOnGracefulShutdown()` of it.
    ///
    /// A consumer that is slow makes Redis wait, and in the end hang up, which shows as `.reconnected`: nothing is dropped in silence.
    package func subscribe(to channels: [String]) -> RedisSubscription {
        RedisSubscription(subscriber: self, channels: channels)
    }
}

package enum RedisSubscriptionEvent: Sendable, Hashable {
    case message(channel: String, payload: ByteBuffer)
    /// All channels are subscribed to, for the first time. What was published before was not heard.
    case connected
    /// All channels are subscribed to again. What was published since the connection broke was not heard.
    case reconnected
}

/// See `RedisSubscriber.subscribe(to:)`. Each iterator has its own connection.
package struct RedisSubscription: AsyncSequence, Sendable {
    package typealias Element = RedisSubscriptionEvent
    package typealias Failure = Never

    let subscriber: RedisSubscriber
    let channels: [String]

    package func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(subscription: self, pause: ReconnectionPause(subscriber.configuration.reconnection))
    }

    package struct AsyncIterator: AsyncIteratorProtocol {
        private let subscription: RedisSubscription
        private var pause: ReconnectionPause
        private var stream: RedisPushStream.AsyncIterator?
        private var began: ContinuousClock.Instant?
        private var complaint: String?

        fileprivate init(subscription: RedisSubscription, pause: ReconnectionPause) {
            self.subscription = subscription
            self.pause = pause
        }

        package mutating func next() async -> RedisSubscriptionEvent? {
            while !Task.isCancelled {
                if let event = await nextOfStream() { return event }
                if stream != nil { continue }
                if let event = await connect() { return event }
            }
            stream = nil  // Which closes its connection.
            return nil
        }

        /// The next message of the connection that stands; nil when none does.
        private mutating func nextOfStream() async -> RedisSubscriptionEvent? {
            guard stream != nil else { return nil }
            if let (channel, payload) = await stream?.next() { return .message(channel: channel, payload: payload) }
            stream = nil
            if !Task.isCancelled {
                log("Redis subscription is gone; subscribing again")
                if let began { pause.reset(afterConnectionOf: ContinuousClock.now - began) }
                try? await Task.sleep(for: pause.take())
            }
            return nil
        }

        /// One attempt to subscribe; nil after it failed and its pause is over.
        private mutating func connect() async -> RedisSubscriptionEvent? {
            let (subscriber, isFirst) = (subscription.subscriber, began == nil)
            do {
                stream = try await RedisPushStream.open(
                    subscriber.configuration, channels: subscription.channels, on: subscriber.group
                ).makeAsyncIterator()
                began = .now
                complaint = nil
                return isFirst ? .connected : .reconnected
            } catch {
                // Once per reason: a Redis that stays away must not fill the log.
                if complaint != "\(error)", !Task.isCancelled {
                    complaint = "\(error)"
                    log("Redis subscription cannot be made; trying on", ["error": "\(error)"])
                }
                try? await Task.sleep(for: pause.take())
                return nil
            }
        }

        private func log(_ message: Logger.Message, _ facts: Logger.Metadata = [:]) {
            let own: Logger.Metadata = [
                "redis": "\(subscription.subscriber.configuration)", "channels": "\(subscription.channels.joined(separator: " "))",
            ]
            subscription.subscriber.logger.warning(message, metadata: own.merging(facts) { $1 })
        }
    }
}
