import Shared
import Support
import Synchronization

/// A handler that cannot handle one object's activities until it was asked some times.
final class Waiter: ActivityHandler {
    let name = HandlerName.eventsFragments
    let asked = Tally()
    private let object: ObjectReference
    private let left: Mutex<Int>

    init(for object: ObjectReference, times: Int) {
        self.object = object
        left = Mutex(times)
    }

    func handle(_ activity: Activity) async throws {
        asked.more()
        guard activity.object == object else { return }
        try left.withLock { left in
            guard left == 0 else {
                left -= 1
                throw HandlingPostponed(by: .milliseconds(10), because: "the market is closed")
            }
        }
    }
}
