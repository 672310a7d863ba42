import Synchronization

/// Where tasks wait for each other: nobody goes on before all have come.
final class Meeting: Sendable {
    private struct State {
        var missing: Int
        var waiting: [CheckedContinuation<Void, Never>] = []
    }
    private let state: Mutex<State>

    init(of size: Int) { state = Mutex(State(missing: size)) }

    func arrive() async {
        await withCheckedContinuation { continuation in
            let ready = state.withLock { state in
                state.missing -= 1
                state.waiting.append(continuation)
                defer { if state.missing <= 0 { state.waiting = [] } }
                return state.missing <= 0 ? state.waiting : []
            }
            for waiting in ready { waiting.resume() }
        }
    }
}
