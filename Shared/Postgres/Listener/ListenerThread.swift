import CLibPQ
import Logging

/// What the listener's thread does: listens to the channels that anybody wants, and connects again whenever the connection is lost.
final class ListenerThread {
    private let subscribers: ChannelSubscribers
    private let configuration: PostgresConfiguration
    private let logger: Logger
    private var backoff = Backoff()

    init(subscribers: ChannelSubscribers, configuration: PostgresConfiguration, logger: Logger) {
        self.subscribers = subscribers
        self.configuration = configuration
        self.logger = logger
    }

    func run() {
        while !subscribers.threadMayEnd() {
            do {
                let wire = try Wire.connect(
                    configuration, as: "listener", settings: ["timezone=UTC"], patience: configuration.patience, interrupt: try Interrupt())
                backoff.succeeded()
                try listen(on: wire)
            } catch {
                if !backoff.hasFailed { logger.warning("The listener: \(error)") }
                subscribers.connectionLost()
                pause(for: backoff.next())
            }
        }
    }

    /// Listens until nobody wants to hear any more.
    private func listen(on wire: Wire) throws {
        var listened: Set<String> = []
        while true {
            let wanted = subscribers.channels
            if wanted.isEmpty { return }
            for channel in wanted.subtracting(listened) { try wire.command("listen \(Self.quoted(channel))") }
            for channel in listened.subtracting(wanted) { try wire.command("unlisten \(Self.quoted(channel))") }
            listened = wanted
            subscribers.served(listened)
            tellSubscribers(wire)
            let ready = Readiness.wait(on: wire.socket, writing: false, wake: subscribers.wake, until: nil)
            if ready.woken { subscribers.wake.clear() }
            if ready.readable {
                guard PQconsumeInput(wire.connection) == 1 else { throw wire.lost() }
                tellSubscribers(wire)
            }
        }
    }

    private func tellSubscribers(_ wire: Wire) {
        while let notification = PQnotifies(wire.connection) {
            subscribers.tell(
                channel: String(cString: notification.pointee.relname), payload: String(cString: notification.pointee.extra))
            PQfreemem(notification)
        }
    }

    /// Waits, or until subscribers change: it may be that the last has gone.
    private func pause(for duration: Duration) {
        let end = ContinuousClock.now + duration
        repeat {
            if Readiness.wait(on: -1, writing: false, wake: subscribers.wake, until: end).woken { subscribers.wake.clear() }
            if subscribers.channels.isEmpty { return }
        } while ContinuousClock.now < end
    }

    private static func quoted(_ channel: String) -> String { "\"\(channel.replacing("\"", with: "\"\""))\"" }
}
