import NIOCore
import Synchronization

extension FragmentComposer {
    /// A fragment that the process cache could not give, and the flight that looks for it.
    struct Wait: Sendable {
        let index: Int
        let flight: Flight
        /// Whether it was in the air already: then a change since it began may make what it brings outdated.
        let isJoined: Bool
    }

    /// What this process could say at once, and what it has to wait for.
    struct Search: Sendable {
        let keys: [PartKey]
        fileprivate(set) var loaded: [LoadedFragment]
        fileprivate(set) var waits: [Wait]
    }

    /// All fragments of a page, in the order asked for. It takes no longer than the largest budget of those that are not at hand, counted
    /// from `start`, and never fails: what cannot be had is stale, or its fallback.
    func load(_ requests: [FragmentRequest], for visitor: Visitor, since start: NIODeadline = .now()) async -> [LoadedFragment] {
        if let atHand = process.findFresh(requests, for: visitor, verifying: shared.isAvailable) {
            for request in requests { metrics.count(.process, request.type) }
            return atHand
        }
        var search = begin(requests, for: visitor)
        for wait in search.waits {
            search.loaded[wait.index] = await fragment(requests[wait.index], search.keys[wait.index], wait, since: start)
        }
        for (request, loaded) in zip(requests, search.loaded) { metrics.count(loaded.source, request.type) }
        return search.loaded
    }

    /// Looks everything up in the process cache, and sends flights for what is not there. Neither waits nor begins a task when all is.
    @discardableResult
    func begin(_ requests: [FragmentRequest], for visitor: Visitor) -> Search {
        let keys = requests.map { PartKey($0, for: visitor) }
        var search = Search(keys: keys, loaded: [], waits: [])
        search.loaded.reserveCapacity(keys.count)
        var quests: [Quest] = []
        for (index, finding) in process.find(keys, verifying: shared.isAvailable).enumerated() {
            let known: CachedPart?
            switch finding {
            case .fresh(let part):
                search.loaded.append(LoadedFragment(part, .process))
                continue
            case .stale(let part):
                search.loaded.append(LoadedFragment(part, .stale))
                refresh(requests[index], keys[index], known: part)
                continue
            case .unverified(let part), .spent(let part): known = part
            case .missing: known = nil
            }
            let (flight, isNew) = flights.join(keys[index])
            if isNew { quests.append(Quest(request: requests[index], key: keys[index], flight: flight, known: known)) }
            search.loaded.append(LoadedFragment(nil, .fallback))
            search.waits.append(Wait(index: index, flight: flight, isJoined: !isNew))
        }
        if !quests.isEmpty { work.start { [quests] in await self.lookUp(quests) } }
        return search
    }

    /// What the flight brings within the budget; else what is at hand.
    private func fragment(
        _ request: FragmentRequest, _ key: PartKey, _ wait: Wait, since start: NIODeadline
    ) async -> LoadedFragment {
        let deadline = start + .nanoseconds(request.type.budget.nanoseconds * patience)
        var wait = wait
        for _ in 0..<3 {
            guard let outcome = await outcome(of: wait.flight, for: request, by: deadline) else { break }
            guard case .success(let landing) = outcome else { break }
            if !wait.isJoined || !process.isOutdated(landing.part.tags, since: landing.stamp) {
                return LoadedFragment(landing.part, landing.source, cost: (wait.flight.landed ?? .now()) - start)
            }
            let (flight, isNew) = flights.join(key)
            if isNew { work.start { await self.lookUp([Quest(request: request, key: key, flight: flight, known: landing.part)]) } }
            wait = Wait(index: wait.index, flight: flight, isJoined: !isNew)
        }
        let cost = NIODeadline.now() - start
        switch process.find(key, verifying: false) {
        case .fresh(let part), .stale(let part), .unverified(let part), .spent(let part): return LoadedFragment(part, .stale, cost: cost)
        case .missing: return LoadedFragment(nil, .fallback, cost: cost)
        }
    }

    /// Nil when the budget is over, or when nothing is to be hoped for because the breaker is open. The page that waits in vain opens it.
    private func outcome(of flight: Flight, for request: FragmentRequest, by deadline: NIODeadline) async -> Flight.Outcome? {
        let breaker = breaker(of: request.type.origin)
        let isHopeless = flight.isAtOrigin && breaker.state != .closed
        let outcome = await flight.outcome(by: isHopeless ? .now() : deadline)
        if outcome == nil, flight.isAtOrigin, !isHopeless {
            breaker.failed(.silent)
            metrics.breaker(of: request.type.origin, isOpen: true)
        }
        return outcome
    }

    /// Makes a stale part anew in the background, once at a time, and only so many at a time: the page that shows it does not wait.
    func refresh(_ request: FragmentRequest, _ key: PartKey, known: CachedPart) {
        let isMine = refreshing.withLock { refreshing in
            refreshing.count < Self.refreshLimit && refreshing.insert(key).inserted
        }
        guard isMine else { return }
        work.startIfLasting {
            await self.lookUp([Quest(request: request, key: key, flight: nil, known: known)])
            self.refreshing.withLock { _ = $0.remove(key) }
        }
    }

    static let refreshLimit = 64
}

extension Duration {
    /// Whole nanoseconds.
    var nanoseconds: Int64 { components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000 }
}
