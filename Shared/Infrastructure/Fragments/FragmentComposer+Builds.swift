import Logging
import Shared
import Synchronization

extension FragmentComposer {
    /// Tells the other processes our build, once, and learns theirs. A build that is new makes what older ones rendered stale. Later only
    /// when Redis has forgotten it: a replica that is about to be replaced must not take the word back from its successor. Says whether
    /// Redis took part.
    func exchangeBuilds() async -> Bool {
        do {
            let isFirst = exchanges.withLock { $0 == 0 }
            let isNew = try await shared.announce(settings.build, of: settings.service, unlessKnown: !isFirst)
            if isFirst, isNew { try await invalidator.invalidate([.build(of: settings.service)]) }
            learn(try await shared.snapshot([], builds: ServiceName.allCases).builds)
            exchanges.withLock { $0 += 1 }
            return true
        } catch {
            logger.debug("builds could not be exchanged; trying again", metadata: ["error": "\(error)"])
            return false
        }
    }

    /// Some service runs another build. Says whether Redis told which.
    func learnBuilds() async -> Bool {
        guard let snapshot = try? await shared.snapshot([], builds: ServiceName.allCases) else { return false }
        learn(snapshot.builds)
        return true
    }

    /// Says whether any of them was not known. What another build rendered is stale.
    @discardableResult
    func learn(_ found: [ServiceName: String]) -> Bool {
        let (news, replaced) = builds.withLock { builds in
            // Our own is what we are, whichever replica spoke last.
            let news = found.filter { $0.key != settings.service && builds[$0.key] != $0.value }
            let replaced = news.keys.filter { builds[$0] != nil }
            builds.merge(news) { $1 }
            return (news, replaced)
        }
        if !replaced.isEmpty { process.invalidate(replaced.map(CacheTag.build)) }
        return !news.isEmpty
    }

    /// The build under which a service's fragments are looked up.
    func build(of service: ServiceName) -> String { builds.withLock { $0[service] } ?? "unknown" }
}
