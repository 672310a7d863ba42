import Logging
import Shared
import Synchronization

extension FragmentComposer {
    /// Tells the other processes our build and learns theirs. A build that is new makes what older ones rendered stale.
    func exchangeBuilds() async {
        do {
            let isNew = try await shared.announce(settings.build, of: settings.service)
            if isNew { try await invalidator.invalidate([.build(of: settings.service)]) }
            learn(try await shared.snapshot([], builds: ServiceName.allCases).builds)
        } catch {
            logger.debug("builds could not be exchanged; trying again when Redis is back", metadata: ["error": "\(error)"])
        }
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
