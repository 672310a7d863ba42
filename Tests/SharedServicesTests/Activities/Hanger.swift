import Shared
import Synchronization

/// Never comes back from one object, however it is cancelled, until it is let go.
final class Hanger: ActivityHandler {
    let name = HandlerName.eventsFragments
    private let object: ObjectReference
    private let state = Mutex((hasBegun: false, waiting: [CheckedContinuation<Void, Never>](), isOver: false))

    init(on object: ObjectReference) { self.object = object }

    var hasBegun: Bool { state.withLock { $0.hasBegun } }

    func handle(_ activity: Activity) async throws {
        state.withLock { $0.hasBegun = true }
        guard activity.object == object else { return }
        await withCheckedContinuation { continuation in
            let isOver = state.withLock { state in
                if !state.isOver { state.waiting.append(continuation) }
                return state.isOver
            }
            if isOver { continuation.resume() }
        }
    }

    func letGo() {
        let waiting = state.withLock { state in
            state.isOver = true
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume() }
    }
}
