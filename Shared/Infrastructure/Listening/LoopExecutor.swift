package import NIOCore

/// Runs a connection's tasks on the connection's own event loop, so that a request is read, answered and written by one thread. On Swift's
/// own pool each request would go from the loop to the pool and back, which costs more than most pages.
///
/// What runs here must not block; what takes long (a page or a fragment that is rendered to be kept) is begun as a task of its own, which
/// goes to the pool.
package final class LoopExecutor: TaskExecutor {
    private let loop: any EventLoop

    package init(_ loop: any EventLoop) { self.loop = loop }

    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        loop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
