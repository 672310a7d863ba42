import Logging
import NIOCore
import Shared

extension FragmentComposer {
    /// Looks in Redis for all of them at once, and sends each that is not there to its origin. Lands every flight.
    func lookUp(_ quests: [Quest]) async {
        var quests = quests
        if shared.isAvailable {
            do {
                quests = try await askRedis(quests)
            } catch {
                logger.debug("fragments are looked up without Redis", metadata: ["error": "\(error)"])
            }
        }
        for quest in quests { quest.flight?.goToOrigin() }
        await withDiscardingTaskGroup { group in
            for quest in quests { group.addTask { await self.askOrigin(quest) } }
        }
    }

    /// Lands what Redis has; answers with the rest.
    private func askRedis(_ quests: [Quest]) async throws -> [Quest] {
        let services = Array(Set(quests.map(\.request.type.origin)))
        // Twice only when a service runs another build than we knew: then its parts have other names.
        for _ in 0..<2 {
            let stamp = process.stamp
            let snapshot = try await shared.snapshot(
                quests.map { SharedCache.Wanted(name: sharedName($0), tags: $0.known?.tags ?? []) }, builds: services)
            if learn(snapshot.builds) { continue }
            return zip(quests, snapshot.parts).filter { quest, found in !land(quest, found, snapshot, stamp) }.map(\.0)
        }
        return quests
    }

    func sharedName(_ quest: Quest) -> String { quest.key.sharedName(build: build(of: quest.request.type.origin)) }

    /// Whether one of what Redis and this process have is to be shown.
    private func land(_ quest: Quest, _ found: CachedPart?, _ snapshot: SharedCache.Snapshot, _ stamp: UInt64) -> Bool {
        let date = time.date()
        var source = PartSource.redis
        var part = found.flatMap { snapshot.isCurrent($0) ? $0 : nil }
        if part == nil, let known = quest.known, known.build == build(of: quest.request.type.origin), snapshot.isCurrent(known) {
            (part, source) = (known, .process)
        }
        guard let part, part.age(at: date) < part.lifetime.revalidating else {
            // Wrong or too old, but better than nothing when the origin fails.
            if quest.known == nil, let found { process.store(found, for: quest.key, since: stamp, isSpent: true) }
            return false
        }
        let isFresh = part.age(at: date) < part.lifetime.fresh
        if !isFresh, quest.flight == nil { return false }
        process.store(part, for: quest.key, since: stamp)
        if let flight = quest.flight {
            flights.land(flight, for: quest.key, .success(.init(part: part, source: isFresh ? source : .stale, stamp: stamp)))
        }
        if !isFresh { refresh(quest.request, quest.key, known: part) }
        return true
    }
}
