/// So many may work at once; who comes later waits, first come, first served.
actor WorkPlaces {
    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(_ count: Int) { free = count }

    nonisolated func work<Answer: Sendable>(_ body: () async throws -> Answer) async throws -> Answer {
        await take()
        do {
            try Task.checkCancellation()
            let answer = try await body()
            await leave()
            return answer
        } catch {
            await leave()
            throw error
        }
    }

    private func take() async {
        if free > 0 { free -= 1 } else { await withCheckedContinuation { waiting.append($0) } }
    }

    private func leave() {
        if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
    }
}
