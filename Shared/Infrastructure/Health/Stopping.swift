import Synchronization

/// Whether this process was told to stop. Health says unready, and answers close their connections, from then on.
final class Stopping: Sendable {
    private let flag = Atomic(false)

    var isStopping: Bool { flag.load(ordering: .relaxed) }
    func begin() { flag.store(true, ordering: .relaxed) }
}
