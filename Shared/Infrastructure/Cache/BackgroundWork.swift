import Synchronization

/// Tasks that outlive the request that began them: counted, so that shutting down waits for them.
final class BackgroundWork: Sendable {
    private struct State {
        var running = 0
        var isDraining = false
    }

    private let state = Mutex(State())

    /// Begins what a page waits for; never refused.
    func start(_ work: @escaping @Sendable () async -> Void) {
        state.withLock { $0.running += 1 }
        Task {
            await work()
            self.state.withLock { $0.running -= 1 }
        }
    }

    /// Begins what can wait, unless the process is going down.
    func startIfLasting(_ work: @escaping @Sendable () async -> Void) {
        guard !state.withLock({ $0.isDraining }) else { return }
        start(work)
    }

    var running: Int { state.withLock { $0.running } }

    /// Waits until nothing runs, but no longer than `patience`; also in a task that is cancelled.
    func drain(within patience: Duration) async {
        state.withLock { $0.isDraining = true }
        await Task {
            let deadline = ContinuousClock.now + patience
            while self.running > 0, ContinuousClock.now < deadline { try? await Task.sleep(for: .milliseconds(10)) }
        }.value
    }
}
