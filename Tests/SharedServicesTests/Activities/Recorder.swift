import Shared
import Synchronization

/// Remembers what it was asked to handle, and fails the first few times.
final class Recorder: ActivityHandler {
    let name = HandlerName.eventsFragments
    struct Broken: Error {}
    private let state: Mutex<(begun: Int, seen: [(Activity, ContinuousClock.Instant)], failures: Int)>
    private let duration: Duration

    init(taking duration: Duration = .zero, failing failures: Int = 0) {
        self.duration = duration
        state = Mutex((0, [], failures))
    }

    var seenAt: [(Activity, ContinuousClock.Instant)] { state.withLock { $0.seen } }
    var seen: [Activity] { seenAt.map(\.0) }
    var begun: Int { state.withLock { $0.begun } }

    func handle(_ activity: Activity) async throws {
        state.withLock { $0.begun += 1 }
        if duration > .zero { try await Task.sleep(for: duration) }
        try state.withLock { state in
            state.seen.append((activity, .now))
            guard state.failures == 0 else {
                state.failures -= 1
                throw Broken()
            }
        }
    }
}
