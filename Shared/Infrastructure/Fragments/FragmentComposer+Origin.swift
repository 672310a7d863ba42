import AsyncHTTPClient
import Logging
import NIOCore
import Shared
import SharedRedis
import Synchronization

extension FragmentComposer {
    /// Has the fragment rendered, by this process or by the service that owns it, unless another process is at it. Lands the flight.
    func askOrigin(_ quest: Quest) async {
        var quest = quest
        let service = quest.request.type.origin
        guard !holds.isHeld(quest.key) else { return land(quest, .failure(OriginFailure.refused)) }
        let breaker = breaker(of: service)
        switch breaker.admit() {
        case .go: break
        case .refused: return land(quest, .failure(OriginFailure.refused))
        case .probe:
            // Nobody pays for the attempt.
            land(quest, .failure(OriginFailure.refused))
            quest = Quest(request: quest.request, key: quest.key, flight: nil, known: quest.known)
        }
        let (began, sent) = (NIODeadline.now(), quest)
        do {
            let landing = try await withTimeLimit(.nanoseconds(OriginClient.limit.nanoseconds)) { try await self.renderOnce(sent) }
            breaker.succeeded()
            metrics.breaker(of: service, isOpen: false)
            land(quest, .success(landing))
        } catch {
            failed(quest, Self.failure(error), breaker)
        }
        metrics.flight(to: service, took: .now() - began)
    }

    private func land(_ quest: Quest, _ outcome: Flight.Outcome) {
        if let flight = quest.flight { flights.land(flight, for: quest.key, outcome) }
    }

    private func failed(_ quest: Quest, _ failure: OriginFailure, _ breaker: Breaker) {
        let type = quest.request.type
        logger.warning(
            "a fragment could not be had",
            metadata: ["fragment": "\(type.name)", "origin": "\(type.origin.rawValue)", "failure": "\(failure)"])
        metrics.failure(of: type.origin)
        if let failure = failure.breaker {
            breaker.failed(failure)
            metrics.breaker(of: type.origin, isOpen: breaker.state != .closed)
        } else {
            breaker.succeeded()
        }
        if failure == .absent { process.remove(quest.key) }
        holds.hold(quest.key, for: failure == .absent ? .seconds(5) : .seconds(1))
        land(quest, .failure(failure))
    }

    private static func failure(_ error: any Error) -> OriginFailure {
        switch error {
        case let failure as OriginFailure: failure
        case FragmentError.notFound: .absent
        case is TimeLimitExceeded: .timedOut
        default: .renderer("\(error)")
        }
    }

    /// One process at a time renders; the others take what it stored.
    private func renderOnce(_ quest: Quest) async throws -> Flight.Landing {
        guard shared.isAvailable else { return try await render(quest) }
        let name = sharedName(quest)
        var pause = Duration.milliseconds(10)
        while true {
            let lock: RenderLock?
            do {
                lock = try await RenderLock.take(name, for: .nanoseconds(OriginClient.limit.nanoseconds), on: shared.connected)
            } catch {
                return try await render(quest)  // Redis is gone: no lock, no waiting.
            }
            if let lock {
                let landing: Flight.Landing
                do {
                    landing = try await render(quest)
                } catch {
                    await lock.giveBack()
                    throw error
                }
                await lock.giveBack()
                return landing
            }
            try await Task.sleep(for: pause)
            pause = min(pause * 2, .milliseconds(50))
            if let landing = await storedByAnother(quest, name) { return landing }
        }
    }

    private func storedByAnother(_ quest: Quest, _ name: String) async -> Flight.Landing? {
        let stamp = process.stamp
        guard let snapshot = try? await shared.snapshot([.init(name: name, tags: quest.known?.tags ?? [])]),
            let part = snapshot.parts.first ?? nil, snapshot.isCurrent(part), part.age(at: time.date()) < part.lifetime.fresh
        else { return nil }
        process.store(part, for: quest.key, since: stamp)
        return Flight.Landing(part: part, source: .redis, stamp: stamp)
    }

    private func render(_ quest: Quest) async throws -> Flight.Landing {
        let made = try await maker.make { try await self.part(quest, $0) }
        keep(made, of: quest)
        return Flight.Landing(part: made.part, source: renderers.owns(quest.request) ? .own : .origin, stamp: made.stamp)
    }

    private func part(_ quest: Quest, _ generation: Generation?) async throws -> CachedPart {
        let type = quest.request.type
        let bornAt = time.date()
        let answer =
            renderers.owns(quest.request)
            ? try await renderers.render(quest.request.address, for: quest.key.audience)
            : try await origin.fetch(quest.request, for: quest.key.audience)
        return CachedPart(
            markup: answer.markup, version: PartVersion.of(answer.markup.readableBytesView), tags: answer.tags + [.build(of: type.origin)],
            generation: generation, build: answer.build, bornAt: bornAt, lifetime: Lifetime(type))
    }

    /// What an older replica rendered while a new build comes up is shown to whoever waits, and kept nowhere.
    private func keep(_ made: PartMaker.Made, of quest: Quest) {
        let (service, part) = (quest.request.type.origin, made.part)
        let isUnknown = builds.withLock { $0[service] } == nil
        if service != settings.service, isUnknown || !shared.isAvailable { learn([service: part.build]) }
        guard part.build == build(of: service) else { return }
        process.store(part, for: quest.key, since: made.stamp, isSpent: made.isOutdated)
        guard !made.isOutdated else { return }
        let name = sharedName(quest)
        work.start {
            // The service said so itself when it started; not if Redis has forgotten since.
            if isUnknown { _ = try? await self.shared.announce(part.build, of: service, unlessKnown: true) }
            try? await self.shared.store(part, as: name)
        }
    }
}
