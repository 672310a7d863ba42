/// Makes parts that no change in the meantime has outdated.
struct PartMaker: Sendable {
    let process: ProcessCache
    let shared: SharedCache

    struct Made: Sendable {
        let part: CachedPart
        /// Of the process cache, before it was made.
        let stamp: UInt64
        /// Whether something that it shows changed while it was made.
        let isOutdated: Bool
    }

    /// Reads the generation, then makes the part; and again, three times at most, when something that it shows changed meanwhile. One that
    /// is outdated even then may be shown to those who asked before the last change, and to nobody after. Throws what `make` throws.
    func make(_ make: @Sendable (Generation?) async throws -> CachedPart) async throws -> Made {
        var tries = 0
        while true {
            tries += 1
            let stamp = process.stamp
            let generation = shared.isAvailable ? try? await shared.begin() : nil
            let part = try await make(generation)
            let isOutdated = await isOutdated(part, since: stamp)
            if !isOutdated || tries == 3 { return Made(part: part, stamp: stamp, isOutdated: isOutdated) }
        }
    }

    private func isOutdated(_ part: CachedPart, since stamp: UInt64) async -> Bool {
        if process.isOutdated(part.tags, since: stamp) { return true }
        guard part.generation != nil, let isCurrent = try? await shared.isCurrent(part) else { return false }
        return !isCurrent
    }
}
