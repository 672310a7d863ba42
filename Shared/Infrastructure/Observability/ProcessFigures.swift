import Glibc

/// What the kernel says of this process.
struct ProcessFigures {
    /// Bytes in memory (`/proc/self/statm`), nil where there is no such file.
    let residentBytes: Double?
    /// Seconds of processor time, in user and system mode.
    let processorSeconds: Double
    let openDescriptors: Double?
    let threads: Double?

    static func now() -> ProcessFigures {
        let pages = contents("/proc/self/statm").flatMap { $0.split(separator: " ").dropFirst().first.flatMap { Double($0) } }
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
        return ProcessFigures(
            residentBytes: pages.map { $0 * Double(sysconf(Int32(_SC_PAGESIZE))) },
            processorSeconds: seconds(usage.ru_utime) + seconds(usage.ru_stime),
            openDescriptors: entries("/proc/self/fd").map(Double.init), threads: entries("/proc/self/task").map(Double.init))
    }

    private static func contents(_ path: String) -> String? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        return withUnsafeTemporaryAllocation(byteCount: 4096, alignment: 1) { buffer in
            let count = read(descriptor, buffer.baseAddress, buffer.count)
            return count > 0 ? String(decoding: buffer.prefix(count), as: UTF8.self) : nil
        }
    }

    private static func entries(_ path: String) -> Int? {
        guard let folder = opendir(path) else { return nil }
        defer { closedir(folder) }
        var count = 0
        while readdir(folder) != nil { count += 1 }
        return count - 2
    }
}
