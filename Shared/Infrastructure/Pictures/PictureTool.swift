import FoundationEssentials
import Subprocess

/// A program that reads or writes pictures, run as a child that can harm nobody: no shell, none of our environment, no network, none of the
/// loaders that libvips does not trust with files from anybody, and limits on memory, processor time, the size of files and real time.
enum PictureTool: String, Sendable, CaseIterable {
    case header = "vipsheader"
    case thumbnail = "vipsthumbnail"
    case vips
    /// For our own drawings alone.
    case rasterizer = "rsvg-convert"

    /// Debian's package that holds a program.
    static func package(of name: String) -> String {
        switch name {
        case rasterizer.rawValue: "librsvg2-bin"
        case limiter: "util-linux"
        default: "libvips-tools"
        }
    }

    /// Runs it, for as long as it is given, and answers what it wrote, at most 16 KB.
    /// - Parameter isOurs: what it reads was made by us, so a failure is ours too.
    /// - Throws: ``PictureRefusal`` `.damaged` or `.tooDemanding`; ``PictureStoreError``.
    func run(_ arguments: [String], onOurs isOurs: Bool = false, within time: Duration = .seconds(60)) async throws -> String {
        let outcome = try await withThrowingTaskGroup(of: (TerminationStatus, String, String)?.self) { group in
            group.addTask { try await spawn(arguments) }
            group.addTask {
                try await Task.sleep(for: time)
                return nil
            }
            defer { group.cancelAll() }
            // Leaving it cancels the other, and a child whose task is cancelled is killed.
            return try await group.next() ?? nil
        }
        guard let (status, output, errors) = outcome else { throw PictureRefusal.tooDemanding }
        switch status {
        case .exited(0): return output
        case .exited(127): throw PictureStoreError.toolMissing(rawValue)
        case .exited:
            if errors.contains("No space left") { throw PictureStoreError.noRoom("pictures") }
            if errors.contains("out of memory") { throw PictureRefusal.tooDemanding }
            // What we wrote ourselves is not damaged, and limits that cannot be set are no fault of a picture's.
            if isOurs || errors.hasPrefix("prlimit:") { throw PictureStoreError.toolFailed(rawValue, reason: String(errors.prefix(300))) }
            throw PictureRefusal.damaged
        case .signaled: throw PictureRefusal.tooDemanding
        }
    }

    private func spawn(_ arguments: [String]) async throws -> (TerminationStatus, String, String) {
        do {
            let result = try await Subprocess.run(
                .name(Self.limiter), arguments: Arguments(Self.limits + PictureGuard.words + [rawValue] + arguments),
                environment: .custom(Self.environment), input: .none, output: .string(limit: 16 << 10), error: .string(limit: 64 << 10))
            return (result.terminationStatus, result.standardOutput, result.standardError)
        } catch let error as SubprocessError where error.code == .executableNotFound {
            throw PictureStoreError.toolMissing(Self.limiter)
        } catch let error as SubprocessError where error.code == .outputLimitExceeded {
            throw PictureRefusal.damaged
        }
    }

    /// It sets the limits on itself, and becomes the program.
    private static let limiter = "prlimit"
    private static let limits = ["--as=\(1_500_000_000)", "--cpu=30", "--fsize=\(100_000_000)", "--nofile=64", "--core=0"]
    private static let path = "/usr/local/bin:/usr/bin:/bin"
    static let environment: [Environment.Key: String] = [
        "PATH": path, "LC_ALL": "C.UTF-8", "VIPS_BLOCK_UNTRUSTED": "1", "VIPS_CONCURRENCY": "1", "MALLOC_ARENA_MAX": "1",
    ]

    /// What is not there of what uploads need.
    static func missing(on path: String = path) -> [PictureTool] {
        [.header, .thumbnail, .vips].filter { !isThere($0.rawValue, on: path) }
    }

    static func isThere(_ program: String, on path: String = path) -> Bool {
        path.split(separator: ":").contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(program)") }
    }
}
