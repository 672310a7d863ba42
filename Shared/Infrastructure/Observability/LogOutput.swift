import Dispatch
import Glibc
import Synchronization

/// Where lines of the log go: standard output, or a test's list.
///
/// Lines are gathered and written together, a few times a second, since a write for each request costs more than the request's page.
/// Warnings and errors are written at once, with all that came before them.
package final class LogOutput: Sendable {
    private struct State {
        var gathered: [UInt8] = []
        var isTimerSet = false
    }

    private let state = Mutex(State())
    private let write: @Sendable ([UInt8]) -> Void
    private let gathers: Bool

    /// - Parameter gathers: whether to hold lines back for a moment.
    package init(gathers: Bool, write: @escaping @Sendable ([UInt8]) -> Void) {
        self.gathers = gathers
        self.write = write
    }

    /// Standard output.
    package static func standard(gathers: Bool) -> LogOutput { LogOutput(gathers: gathers) { writeAll($0, to: STDOUT_FILENO) } }

    func append(_ line: [UInt8], urgent: Bool) {
        let setsTimer = state.withLock { state in
            state.gathered += line
            if urgent || !gathers || state.gathered.count > 32 * 1024 {
                write(state.gathered)
                state.gathered.removeAll(keepingCapacity: true)
                return false
            }
            defer { state.isTimerSet = true }
            return !state.isTimerSet
        }
        if setsTimer {
            DispatchQueue.global(qos: .utility).asyncAfter(deadline: .now() + .milliseconds(200)) { [self] in flush() }
        }
    }

    /// Writes what is gathered.
    package func flush() {
        state.withLock { state in
            state.isTimerSet = false
            guard !state.gathered.isEmpty else { return }
            write(state.gathered)
            state.gathered.removeAll(keepingCapacity: true)
        }
    }
}

/// Writes all of `bytes`. What cannot be written (the terminal is gone) is lost: there is nowhere to say so.
private func writeAll(_ bytes: [UInt8], to descriptor: Int32) {
    bytes.withUnsafeBytes { buffer in
        var rest = buffer[...]
        while !rest.isEmpty {
            let written = Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
            if written < 0 {
                guard errno == EINTR else { return }
                continue
            }
            rest = rest.dropFirst(written)
        }
    }
}
