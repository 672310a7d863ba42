package import Logging
import ServiceLifecycle
package import Shared
package import SharedPostgres
import Synchronization

/// Has a service's handlers do what activities ask of them: each at least once, and for one object in the order of its versions.
///
/// It looks for work when the database notifies, and every ``Configuration/poll`` in case a notification was lost. A claim is a lease in
/// the database, never an open transaction, so any number of processors share the work, and what one that crashed had claimed is due
/// again when its lease ends. A graceful shutdown takes no more, and gives what is under way ``Configuration/grace``.
package struct EventProcessor: Service {
    let handlers: [HandlerName: any ActivityHandler]
    let handlings: any Handlings
    let configuration: Configuration
    let meters: Meters
    let logger: Logger
    private let database: Database

    /// How a processor works.
    package struct Configuration: Sendable {
        /// How many handlings are under way at once, at most.
        package var workers = 4
        /// How long a claim lasts. A handler is cancelled, and has failed, after five sixths of it.
        package var lease: Duration = .seconds(30)
        /// How often it looks for work that it was not notified of.
        package var poll: Duration = .seconds(5)
        /// After how many attempts a handling is parked.
        package var attempts = 8
        /// How long the second attempt waits for; each one after waits twice as long as the one before, at most ``longestWait``.
        package var firstWait: Duration = .seconds(1)
        /// How long an attempt waits for at most.
        package var longestWait: Duration = .seconds(300)
        /// How long a graceful shutdown lets handlers go on.
        package var grace: Duration = .seconds(5)

        package init() {}
    }

    /// Throws ``EventProcessorError`` when the handlers and ``Subscriptions`` do not fit.
    package init(
        _ handlers: [any ActivityHandler], _ handlings: any Handlings, on database: Database, configuration: Configuration = .init(),
        logger: Logger
    ) throws {
        var named: [HandlerName: any ActivityHandler] = [:]
        for handler in handlers {
            let name = handler.name
            guard Subscriptions.all[name] != nil else { throw EventProcessorError.notSubscribed(name) }
            guard named.updateValue(handler, forKey: name) == nil else { throw EventProcessorError.givenTwice(name) }
        }
        self.handlers = named
        self.handlings = handlings
        self.configuration = configuration
        self.logger = logger
        self.database = database
        meters = Meters()
    }

    package func run() async throws {
        // One ring is as good as many: it only says that there may be something to claim.
        let (rings, bell) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        await withGracefulShutdownHandler {
            await withDiscardingTaskGroup { group in
                group.addTask { await ringOnNotification(bell) }
                group.addTask { await ringByTheClock(bell) }
                await work(rings, bell)
                group.cancelAll()
            }
        } onGracefulShutdown: {
            bell.finish()
        }
    }

    private func ringOnNotification(_ bell: AsyncStream<Void>.Continuation) async {
        do {
            for await _ in try database.notifications(on: [PostgresActivities.channel]) { bell.yield() }
        } catch { logger.warning("the event processor hears of nothing, and only polls", metadata: ["error": "\(error)"]) }
    }

    private func ringByTheClock(_ bell: AsyncStream<Void>.Continuation) async {
        repeat { bell.yield() } while (try? await Task.sleep(for: configuration.poll)) != nil
    }

    /// Claims and handles whenever the bell rings, until it is taken down.
    private func work(_ rings: AsyncStream<Void>, _ bell: AsyncStream<Void>.Continuation) async {
        let running = Running()
        await withDiscardingTaskGroup { group in
            for await _ in rings {
                while let claimed = await claim(running.free(of: configuration.workers)) {
                    for handling in claimed {
                        running.begin()
                        group.addTask {
                            let wait = await handle(handling)
                            running.end()
                            bell.yield()
                            if let wait, (try? await Task.sleep(for: wait)) != nil { bell.yield() }
                        }
                    }
                }
            }
            let deadline = ContinuousClock.now + configuration.grace
            while running.count > 0, ContinuousClock.now < deadline, (try? await Task.sleep(for: .milliseconds(10))) != nil {}
            group.cancelAll()
        }
    }

    /// At most `limit` handlings; nil when there are none, or none are to be taken.
    private func claim(_ limit: Int) async -> [Handling]? {
        guard limit > 0, !handlers.isEmpty, !Task.isShuttingDownGracefully, !Task.isCancelled else { return nil }
        do {
            let claimed = try await handlings.claim(for: Array(handlers.keys), limit: limit, lease: configuration.lease)
            return claimed.isEmpty ? nil : claimed
        } catch {
            logger.warning("the event processor could not look for work, and tries again", metadata: ["error": "\(error)"])
            return nil
        }
    }
}

/// How many handlings are under way.
private final class Running: Sendable {
    private let number = Atomic<Int>(0)
    var count: Int { number.load(ordering: .acquiring) }
    func free(of all: Int) -> Int { all - count }
    func begin() { number.add(1, ordering: .acquiringAndReleasing) }
    func end() { number.subtract(1, ordering: .acquiringAndReleasing) }
}

/// A handler could not be given to a processor. Each is one line for developers.
package enum EventProcessorError: Error, Equatable, CustomStringConvertible {
    case notSubscribed(HandlerName)
    case givenTwice(HandlerName)

    package var description: String {
        switch self {
        case .notSubscribed(let name): "\(name) would never hear of anything: Subscriptions does not name it"
        case .givenTwice(let name): "Two handlers are called \(name)"
        }
    }
}
