import FoundationEssentials
package import Logging
package import ServiceLifecycle
package import Shared
package import SharedPostgres
import SharedServices
import Synchronization

/// Sends what is posted to the outbox, each message at least once: what it had claimed when its process died is due again when the lease
/// ends, so a message that a relay took just then is sent twice, and none is lost.
///
/// It looks when the database notifies, and every ``Configuration/poll``. Any number of workers share the work. A graceful shutdown takes
/// no more, and gives what is under way ``Configuration/grace``.
package struct MailWorker: Service {
    let queue: any MailQueue
    let client: SMTPClient
    let sender: MailSender
    let configuration: Configuration
    let logger: Logger
    let pause = RelayPause()
    private let database: Database

    /// How a worker works.
    package struct Configuration: Sendable {
        /// How many messages are under way at once, at most, each over a connection of its own.
        package var lanes = 2
        /// How long a claim lasts; it is renewed for as long as the sending takes. So long does a message wait whose worker died.
        package var lease: Duration = .seconds(60)
        /// How often it looks for what it was not notified of: what is to be tried again.
        package var poll: Duration = .seconds(10)
        /// How long a message waits that was refused for now, after its first attempt, its second and so on; the last is for all that
        /// follow.
        package var waits: [Duration] = [.seconds(60), .seconds(300), .seconds(1800), .seconds(7200), .seconds(21_600)]
        /// How long a message is tried for that has no end of its own.
        package var patience: Duration = .seconds(2 * 86_400)
        /// How often a message is begun. Only one that ends its worker's process comes near.
        package var attempts = 40
        /// How long nothing is tried when the relay cannot be talked to: the first and the longest pause, each twice the one before.
        package var pauses: ClosedRange<Duration> = .seconds(5) ... .seconds(60)
        /// How long what became of a message is kept.
        package var memory: Duration = .seconds(30 * 86_400)
        /// How long a graceful shutdown lets what is under way go on.
        package var grace: Duration = .seconds(5)

        package init() {}
    }

    /// Throws ``SMTPTrustError`` when the certificates that are to be trusted cannot be read.
    package init(
        _ queue: any MailQueue, on database: Database, over settings: MailSettings, configuration: Configuration = .init(), logger: Logger
    ) throws {
        self.queue = queue
        self.database = database
        self.configuration = configuration
        self.logger = logger
        sender = settings.sender
        client = try SMTPClient(settings.relay)
    }

    package func run() async throws {
        // One ring is as good as many: it only says that there may be something to send.
        let (rings, bell) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        await withGracefulShutdownHandler {
            await withDiscardingTaskGroup { group in
                group.addTask { await ringOnNotification(bell) }
                group.addTask { await ringByTheClock(bell) }
                group.addTask { await sweepByTheClock() }
                await work(rings, bell)
                group.cancelAll()
            }
        } onGracefulShutdown: {
            bell.finish()
        }
    }

    private func ringOnNotification(_ bell: AsyncStream<Void>.Continuation) async {
        do {
            for await _ in try database.notifications(on: [PostgresMailOutbox.channel]) { bell.yield() }
        } catch { logger.warning("the mail worker hears of nothing, and only polls", metadata: ["error": "\(error)"]) }
    }

    private func ringByTheClock(_ bell: AsyncStream<Void>.Continuation) async {
        repeat {
            bell.yield()
            await expire()
        } while (try? await Task.sleep(for: configuration.poll)) != nil
    }

    /// Begins a lane at each ring, until there are enough or it is taken down. A lane that finds something rings for the next.
    private func work(_ rings: AsyncStream<Void>, _ bell: AsyncStream<Void>.Continuation) async {
        let lanes = Lanes()
        await withDiscardingTaskGroup { group in
            for await _ in rings where lanes.begin(atMost: configuration.lanes) {
                group.addTask {
                    let wait = await MailLane(self) { bell.yield() }.run()
                    if lanes.end() { bell.yield() }
                    if let wait, (try? await Task.sleep(for: wait)) != nil { bell.yield() }
                }
            }
            let deadline = ContinuousClock.now + configuration.grace
            while lanes.count > 0, ContinuousClock.now < deadline, (try? await Task.sleep(for: .milliseconds(10))) != nil {}
            group.cancelAll()
        }
    }
}

/// How many lanes there are.
private final class Lanes: Sendable {
    private let state = Mutex<(count: Int, missed: Bool)>((0, false))
    var count: Int { state.withLock { $0.count } }

    /// Whether there is room for one more. A ring that there was no room for is remembered.
    func begin(atMost most: Int) -> Bool {
        state.withLock { state in
            guard state.count < most else {
                state.missed = true
                return false
            }
            state.count += 1
            return true
        }
    }

    /// Whether a ring was missed, since a lane may have looked just before it.
    func end() -> Bool {
        state.withLock { state in
            state.count -= 1
            defer { state.missed = false }
            return state.missed
        }
    }
}

extension MailWorker {
    /// The worker of the app whose configuration says where mail goes, to be added to its background. In development without `SMTP_URL`
    /// there is none, and mail waits in the outbox. Throws ``SMTPTrustError``.
    package static func background(of resources: AppResources) throws -> [any Service] {
        guard let mail = resources.config.mail else {
            resources.logger.warning("mail waits in the outbox: SMTP_URL says no relay")
            return []
        }
        return [try MailWorker(PostgresMailQueue(resources.database), on: resources.database, over: mail, logger: resources.logger)]
    }
}
