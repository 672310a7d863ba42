import CLibPQ
#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Wakes a thread that waits in `poll`: a Linux event descriptor, which stays readable from ``signal()`` until ``clear()``.
final class Wake: Sendable {
    let descriptor: Int32

    /// - Throws: ``PostgresError/unreachable(reason:)`` when the process has no descriptor left.
    init() throws(PostgresError) {
        descriptor = eventfd(0, Int32(EFD_NONBLOCK) | Int32(EFD_CLOEXEC))
        if descriptor < 0 { throw .unreachable(reason: "no event descriptor could be opened (\(String(cString: strerror(errno))))") }
    }

    deinit { _ = close(descriptor) }

    func signal() { _ = eventfd_write(descriptor, 1) }

    func clear() {
        var count: eventfd_t = 0
        _ = eventfd_read(descriptor, &count)
    }
}

/// What a wait ended with.
struct Readiness {
    var readable = false
    var writable = false
    var woken = false
    /// Neither descriptor had anything before the deadline.
    var expired = false

    /// Waits for `socket` to have input, or, when `writing`, room for output, or for `wake`. A wait of `nil` has no end.
    static func wait(on socket: Int32, writing: Bool, wake: Wake, until deadline: ContinuousClock.Instant?) -> Readiness {
        var descriptors = (
            pollfd(fd: socket, events: Int16(POLLIN) | (writing ? Int16(POLLOUT) : 0), revents: 0),
            pollfd(fd: wake.descriptor, events: Int16(POLLIN), revents: 0)
        )
        let ready = withUnsafeMutableBytes(of: &descriptors) { bytes in
            let list = bytes.assumingMemoryBound(to: pollfd.self)
            return poll(list.baseAddress, nfds_t(list.count), deadline.map(milliseconds(until:)) ?? -1)
        }
        var readiness = Readiness()
        if ready == 0 { readiness.expired = deadline.map { $0 <= .now } ?? false }
        guard ready > 0 else { return readiness }
        // An error or a hang-up counts as readable: reading tells which.
        readiness.readable = descriptors.0.revents & ~Int16(POLLOUT) != 0
        readiness.writable = descriptors.0.revents & Int16(POLLOUT) != 0
        readiness.woken = descriptors.1.revents != 0
        return readiness
    }

    /// Rounded up, so that a wait never ends before its deadline and then turns in a circle.
    private static func milliseconds(until deadline: ContinuousClock.Instant) -> Int32 {
        let left = ContinuousClock.now.duration(to: deadline)
        return left <= .zero ? 0 : Int32(clamping: left.milliseconds + 1)
    }

    /// Whether `socket` has input, or is closed, at this moment.
    static func hasInput(_ socket: Int32) -> Bool {
        var descriptor = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
        return poll(&descriptor, 1, 0) > 0
    }
}

extension Duration {
    /// Whole milliseconds, rounded down.
    var milliseconds: Int64 { components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000 }
}
