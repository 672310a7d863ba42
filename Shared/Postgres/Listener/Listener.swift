import Logging
import Synchronization

/// Passes on notifications, over one connection for all subscribers of the process. Its thread runs while there are any.
final class Listener: Sendable {
    private let subscribers: ChannelSubscribers
    private let configuration: PostgresConfiguration
    private let logger: Logger

    init(_ configuration: PostgresConfiguration, logger: Logger) throws(PostgresError) {
        subscribers = ChannelSubscribers(wake: try Wake())
        self.configuration = configuration
        self.logger = logger
    }

    deinit { subscribers.close() }

    func notifications(on channels: [String]) throws -> AsyncStream<PostgresNotification> {
        for channel in channels where channel.isEmpty || channel.utf8.count > 63 || channel.utf8.contains(0) {
            throw PostgresError.misuse(reason: "“\(channel)” cannot be a channel's name: it has 1 to 63 bytes and no NUL")
        }
        let (stream, continuation) = AsyncStream.makeStream(
            of: PostgresNotification.self, bufferingPolicy: .bufferingOldest(ChannelSubscribers.buffer))
        let (number, needsThread) = subscribers.add(Set(channels), continuation)
        guard let number else { throw PostgresError.shutDown }
        continuation.onTermination = { [subscribers] _ in subscribers.remove(number) }
        if needsThread {
            let (subscribers, configuration, logger) = (subscribers, configuration, logger)
            do {
                try OwnThread.start { ListenerThread(subscribers: subscribers, configuration: configuration, logger: logger).run() }
            } catch {
                subscribers.threadFailed()
                throw error
            }
        }
        return stream
    }

    func shutDown(by deadline: ContinuousClock.Instant) async {
        subscribers.close()
        while ContinuousClock.now < deadline, subscribers.hasThread { try? await Task.sleep(for: .milliseconds(5)) }
    }
}
