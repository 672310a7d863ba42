import Logging
import Synchronization

/// Passes on notifications, over one connection for all subscribers of the process. Its thread runs while there are any.
final class Listener: Sendable {
    private let subscriptions: Subscriptions
    private let configuration: PostgresConfiguration
    private let logger: Logger

    init(_ configuration: PostgresConfiguration, logger: Logger) throws(PostgresError) {
        subscriptions = Subscriptions(wake: try Wake())
        self.configuration = configuration
        self.logger = logger
    }

    deinit { subscriptions.close() }

    func notifications(on channels: [String]) throws -> AsyncStream<PostgresNotification> {
        for channel in channels where channel.isEmpty || channel.utf8.count > 63 || channel.utf8.contains(0) {
            throw PostgresError.misuse(reason: "“\(channel)” cannot be a channel's name: it has 1 to 63 bytes and no NUL")
        }
        let (stream, continuation) = AsyncStream.makeStream(
            of: PostgresNotification.self, bufferingPolicy: .bufferingOldest(Subscriptions.buffer))
        let (number, needsThread) = subscriptions.add(Set(channels), continuation)
        guard let number else { throw PostgresError.shutDown }
        continuation.onTermination = { [subscriptions] _ in subscriptions.remove(number) }
        if needsThread {
            let (subscriptions, configuration, logger) = (subscriptions, configuration, logger)
            do {
                try OwnThread.start { ListenerThread(subscriptions: subscriptions, configuration: configuration, logger: logger).run() }
            } catch {
                subscriptions.threadFailed()
                throw error
            }
        }
        return stream
    }

    func shutDown(by deadline: ContinuousClock.Instant) async {
        subscriptions.close()
        while ContinuousClock.now < deadline, subscriptions.hasThread { try? await Task.sleep(for: .milliseconds(5)) }
    }
}
