import AsyncAlgorithms
import Logging
import NIOCore
import ServiceLifecycle
import Shared
import SharedRedis
import Synchronization

/// Says that something changed, and hears it from the other processes.
///
/// When Redis cannot be reached, this process forgets what it has at once, remembers what the others were not told and tells them as soon
/// as Redis is back; until then they show what they have within its time to live.
package final class CacheInvalidator: Sendable {
    private struct Debt {
        var tags: Set<CacheTag> = []
        var everything = false
        var isEmpty: Bool { tags.isEmpty && !everything }
    }

    /// What is still to be done since Redis came back.
    private struct Duties {
        var connect = false
        var learnBuilds = false
    }

    /// Beyond so many tags that could not be told, everything is taken for changed.
    private static let debtLimit = 2000

    let process: ProcessCache
    let shared: SharedCache
    private let logger: Logger
    /// Names this process in messages.
    private let name = String(UInt64.random(in: .min ... .max), radix: 36)
    private let debt = Mutex(Debt())
    private let duties = Mutex(Duties())

    init(process: ProcessCache, shared: SharedCache, logger: Logger) {
        self.process = process
        self.shared = shared
        self.logger = logger
    }

    /// Makes all that carries one of the tags stale, everywhere. Call it after the change is committed.
    ///
    /// Throws `RedisError` when the other processes could not be told yet. They will be, while this process lives: whoever must be sure
    /// (the event processor) calls again, and whoever answers a person does not wait.
    package func invalidate(_ tags: Set<CacheTag>) async throws {
        guard !tags.isEmpty else { return }
        // After Redis knows, so that nothing that is rendered in between passes for new.
        defer { process.invalidate(tags) }
        guard shared.redis != nil else { return }
        do {
            try await shared.invalidate(tags, sender: name)
        } catch {
            debt.withLock { debt in
                debt.tags.formUnion(tags)
                if debt.tags.count > Self.debtLimit { debt = Debt(everything: true) }
            }
            throw error
        }
    }

    /// Listens until graceful shutdown. `connected` is called whenever Redis has come (back), and `buildsChanged` when a service says that it
    /// runs another build; each again until it says that it succeeded.
    func run(connected: @escaping @Sendable () async -> Bool, buildsChanged: @escaping @Sendable () async -> Bool) async {
        guard let redis = shared.redis else {
            try? await gracefulShutdown()
            return
        }
        let subscriber = RedisSubscriber(redis.configuration, logger: logger)
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                for await event in subscriber.subscribe(to: [SharedCache.channel]).cancelOnGracefulShutdown() {
                    switch event {
                    case .connected, .reconnected:
                        self.process.distrustAll()
                        if await !connected() { self.duties.withLock { $0.connect = true } }
                    case .message(_, let payload):
                        if self.hear(String(buffer: payload)), await !buildsChanged() { self.duties.withLock { $0.learnBuilds = true } }
                    }
                }
            }
            group.addTask {
                for await _ in AsyncTimerSequence(interval: .milliseconds(250), clock: .continuous).cancelOnGracefulShutdown() {
                    await self.payDebt()
                    if self.duties.withLock({ $0.connect }), await connected() { self.duties.withLock { $0.connect = false } }
                    if self.duties.withLock({ $0.learnBuilds }), await buildsChanged() { self.duties.withLock { $0.learnBuilds = false } }
                }
            }
        }
    }

    /// Says whether it was about a build.
    private func hear(_ text: String) -> Bool {
        guard let message = InvalidationMessage(text), message.sender != name else { return false }
        process.invalidate(message.tags)
        return message.tags.contains { tag in ServiceName.allCases.contains { tag == .build(of: $0) } }
    }

    /// Tells what could not be told before.
    func payDebt() async {
        let owed = debt.withLock { debt in
            defer { debt = Debt() }
            return debt
        }
        guard !owed.isEmpty else { return }
        do {
            if owed.everything { try await shared.invalidateEverything() }
            if !owed.tags.isEmpty { try await shared.invalidate(owed.tags, sender: name) }
            process.invalidate(owed.tags)
        } catch {
            debt.withLock { debt in
                debt.tags.formUnion(owed.tags)
                debt.everything = debt.everything || owed.everything
            }
        }
    }
}
