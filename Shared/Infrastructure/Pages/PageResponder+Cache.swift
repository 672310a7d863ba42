import NIOCore

extension PageResponder {
    /// What this process may show of a page without asking anybody.
    func atHand(_ key: PartKey) -> CachedPart? {
        guard case .fresh(let part) = composer.process.find(key, verifying: composer.shared.isAvailable) else { return nil }
        return part
    }

    /// The page's own part: from Redis, or made, once for all who wait. Throws what `content` throws.
    func composition(
        of page: CachedPage, lifetime: Lifetime, _ content: @escaping @Sendable () async throws -> any PageView
    ) async throws -> Flight.Landing {
        while true {
            let (flight, isNew) = composer.flights.join(page.own)
            if isNew {
                composer.work.start {
                    do {
                        let landing = try await lookUp(page, lifetime, content)
                        composer.flights.land(flight, for: page.own, .success(landing))
                    } catch {
                        composer.flights.land(flight, for: page.own, .failure(error))
                    }
                }
            }
            guard let landing = try await flight.outcome(by: nil)?.get() else { continue }
            if isNew || !composer.process.isOutdated(landing.part.tags, since: landing.stamp) { return landing }
        }
    }

    private func lookUp(
        _ page: CachedPage, _ lifetime: Lifetime, _ content: @escaping @Sendable () async throws -> any PageView
    ) async throws -> Flight.Landing {
        if let found = try? await fromRedis(page) { return found }
        let made = try await composer.maker.make { generation in
            let bornAt = composer.time.date()
            let view = try await content()
            return CachedPart(
                chrome.layout(view, at: page.path), tags: Array(view.tags.union(chrome.tags)), generation: generation,
                build: composer.settings.build, bornAt: bornAt, lifetime: lifetime)
        }
        composer.process.store(made.part, for: page.own, since: made.stamp, isSpent: made.isOutdated)
        if !made.isOutdated { share(made.part, as: page.own) }
        return .init(part: made.part, source: .own, stamp: made.stamp)
    }

    /// What Redis has of the page; the whole one goes to the process cache with it.
    private func fromRedis(_ page: CachedPage) async throws -> Flight.Landing? {
        guard composer.shared.isAvailable else { return nil }
        let (stamp, date) = (composer.process.stamp, composer.time.date())
        let keys = [page.own, page.whole]
        let snapshot = try await composer.shared.snapshot(
            keys.map { .init(name: $0.sharedName(build: composer.settings.build), tags: []) })
        let parts = snapshot.parts.map { part in part.flatMap { snapshot.isCurrent($0) && $0.age(at: date) < $0.lifetime.fresh ? $0 : nil }
        }
        for (key, part) in zip(keys, parts) {
            if let part { composer.process.store(part, for: key, since: stamp) }
        }
        return (parts.first ?? nil).map { .init(part: $0, source: .redis, stamp: stamp) }
    }

    /// Keeps a whole page, here and in Redis.
    func keep(_ whole: CachedPart, of page: CachedPage, since stamp: UInt64) {
        composer.process.store(whole, for: page.whole, since: stamp, trusted: ProcessCache.trustOfComposed)
        share(whole, as: page.whole)
    }

    /// Keeps what of a page is the same for everyone: here alone, since others have its parts.
    func keep(common: CachedPart, of page: CachedPage, since stamp: UInt64) {
        composer.process.store(common, for: page.common, since: stamp, trusted: ProcessCache.trustOfComposed)
    }

    private func share(_ part: CachedPart, as key: PartKey) {
        guard composer.shared.isAvailable else { return }
        composer.work.start { try? await composer.shared.store(part, as: key.sharedName(build: composer.settings.build)) }
    }
}

extension CachedPart {
    convenience init(
        _ composition: Composition, tags: [CacheTag], generation: Generation?, build: String, bornAt: Int64, lifetime: Lifetime
    ) {
        let places = composition.places.map { "\($0.offset) \($0.request.identity)" }.joined(separator: " ")
        self.init(
            markup: ByteBuffer(bytes: composition.markup), places: composition.places,
            version: PartVersion.of(composition.markup, salt: places), tags: tags, generation: generation, build: build, bornAt: bornAt,
            lifetime: lifetime)
    }
}
