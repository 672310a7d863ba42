import FoundationEssentials
import NIOCore

/// The two clocks that freshness needs. Tests give their own.
struct CacheTime: Sendable {
    /// Of this process: only goes forward, whatever happens to the machine's date.
    let uptime: @Sendable () -> NIODeadline
    /// Milliseconds since 1970, as all machines have them: what travels with a part to other processes.
    let date: @Sendable () -> Int64

    static let system = CacheTime(uptime: { .now() }, date: { Int64(Date().timeIntervalSince1970 * 1000) })
}
