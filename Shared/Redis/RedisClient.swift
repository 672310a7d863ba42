package import Logging
import Metrics
package import NIOCore
import NIOPosix
import ServiceLifecycle
import Synchronization

/// Redis, for a whole process: one pipelined connection that all tasks share.
///
/// Commands of many tasks go out together and their replies come back in order. While `run()` runs, the client keeps itself connected.
/// When it is not, or when Redis has stopped answering, the circuit is open and every command fails at once with
/// `RedisError.unavailable`, so that a page that can do without Redis does not wait for it. A new connection, or a late reply, closes it.
package final class RedisClient: Service {
    private struct State {
        var connection: RedisConnection?
        var isRunning = false
    }

    package let configuration: RedisConfiguration
    private let logger: Logger
    private let group: any EventLoopGroup
    private let state = Mutex(State())
    private let connected = Gauge(label: "redis_connected")
    private let connections = Counter(label: "redis_connections_total")

    package init(
        _ configuration: RedisConfiguration, logger: Logger, group: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton
    ) {
        self.configuration = configuration
        self.logger = logger
        self.group = group
    }

    /// Whether a command would be sent now. False before `run()` has connected, and while the circuit is open.
    package var isAvailable: Bool { connection?.isOpen ?? false }

    /// Sends a command and returns its reply. `timeout` replaces the configuration's `commandTimeout`.
    ///
    /// Throws `RedisError`, or `CancellationError` when the task is cancelled. A command that has been sent cannot be taken back: it may be
    /// carried out although its task was cancelled or its time was up.
    @discardableResult
    package func send(_ command: RedisCommand, timeout: Duration? = nil) async throws -> RedisValue {
        guard command.isShareable else { throw RedisError.notForSharedConnection(command.name) }
        guard let connection else { throw RedisError.unavailable }
        return try await connection.send(command, timeout: timeout ?? configuration.commandTimeout)
    }

    /// Keeps connected until graceful shutdown, which waits for the replies that are due, or until the task is cancelled, which does not.
    /// Connecting never makes it throw; it throws `RedisError.alreadyRunning` when called twice at once.
    package func run() async throws {
        let isFirst = state.withLock { state in
            defer { state.isRunning = true }
            return !state.isRunning
        }
        guard isFirst else { throw RedisError.alreadyRunning }
        await cancelWhenGracefulShutdown { await self.stayConnected() }
        if let last = state.withLock({ $0.connection }) {
            last.closeWhenIdle(within: Task.isCancelled ? .zero : configuration.commandTimeout)
            _ = await Task { await last.ended() }.value  // Of its own, since a cancelled task waits for nothing.
        }
        state.withLock { $0 = State() }
        connected.record(0)
    }

    private var connection: RedisConnection? { state.withLock { $0.connection } }

    private func stayConnected() async {
        var pause = ReconnectionPause(configuration.reconnection)
        var complaint: String?
        while !Task.isCancelled {
            do {
                let connection = try await RedisConnection.connect(configuration, on: group)
                let began = ContinuousClock.now
                complaint = nil
                logger.info("Redis is connected", metadata: ["redis": "\(configuration)"])
                connections.increment()
                publish(connection)
                guard let reason = await connection.ended() else { return }
                publish(nil)
                logger.warning("Redis is gone; reconnecting", metadata: ["redis": "\(configuration)", "reason": "\(reason)"])
                pause.reset(afterConnectionOf: ContinuousClock.now - began)
            } catch {
                // Once per reason: a Redis that stays away must not fill the log.
                if complaint != "\(error)", !Task.isCancelled {
                    complaint = "\(error)"
                    logger.warning("Redis cannot be reached; trying on", metadata: ["redis": "\(configuration)", "error": "\(error)"])
                }
            }
            try? await Task.sleep(for: pause.take())
        }
    }

    private func publish(_ connection: RedisConnection?) {
        state.withLock { $0.connection = connection }
        connected.record(connection == nil ? 0 : 1)
    }
}
