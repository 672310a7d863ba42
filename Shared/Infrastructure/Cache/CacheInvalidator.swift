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

    /// Beyond so many tags that could not be told, everything is taken for changed.
    private static let debtLimit = 2000

    let process: ProcessCache
    let shared: SharedCache
    private let logger: Logger
    /// Names this process in messages.
    private let name = String(UInt64.random(in: .min ... .max), radix: 36)
    private let debt = Mutex(Debt())

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

    /// Listens until graceful shutdown. `connected` is called whenever Redis has come (back).
    func run(connected: @escaping @Sendable () async -> Void) async {
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
                        await connected()
                    case .message(_, let payload): await self.hear(String(buffer: payload), connected)
                    }
                }
            }
            group.addTask {
                for await _ in AsyncTimerSequence(interval: .milliseconds(250), clock: .continuous).cancelOnGracefulShutdown() {
                    await self.payDebt()
                }
            }
        }
    }

    private func hear(_ text: String, _ connected: @Sendable () async -> Void) async {
        guard let message = InvalidationMessage(text), message.sender != name else { return }
        process.invalidate(message.tags)
        // Another build of a service: learn its name before its fragments are looked up.
        if message.tags.contains(where: { tag in ServiceName.allCases.contains { tag == .build(of: $0) } }) { await connected() }
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
