import Glibc

/// How long the processor works on `body`, which stays on the thread it is called on: on a busy machine as long as on an idle one.
package func processorTime(of body: () -> Void) -> Duration {
    func now() -> Duration {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }
    let began = now()
    body()
    return now() - began
}
