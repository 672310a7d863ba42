import DequeModule
import Dispatch
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Runs an actor on a thread of its own, so that the actor may block.
///
/// The thread holds its executor and ends when the actor, on its way out, calls ``stop()``.
final class ThreadExecutor: SerialExecutor {
    private struct Queue {
        var jobs = Deque<UnownedJob>()
        var isStopped = false
    }
    private let queue = Mutex(Queue())
    private let arrivals = DispatchSemaphore(value: 0)

    private let thread = Mutex<pthread_t?>(nil)

    private init() {}

    static func start() throws(PostgresError) -> ThreadExecutor {
        let executor = ThreadExecutor()
        try OwnThread.start { executor.work() }
        return executor
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.withLock { $0.jobs.append(job) }
        arrivals.signal()
    }

    func stop() {
        queue.withLock { $0.isStopped = true }
        arrivals.signal()
    }

    func isIsolatingCurrentContext() -> Bool? {
        thread.withLock { $0.map { pthread_equal($0, pthread_self()) != 0 } ?? false }
    }

    private func work() {
        thread.withLock { $0 = pthread_self() }
        let me = asUnownedSerialExecutor()
        while true {
            arrivals.wait()
            let (job, isStopped) = queue.withLock { ($0.jobs.popFirst(), $0.isStopped) }
            if let job { job.runSynchronously(on: me) } else if isStopped { return }
        }
    }
}
