import FoundationEssentials
import Subprocess

/// A PostgreSQL server of a test's own, on a Unix socket in a folder that only it knows, so that the test may kill it.
///
/// It ends with this process, however that ends: a shell waits for the far end of its standard input to close.
package actor PostgresServer {
    /// How the server is told to stop.
    package enum Stop: String, Sendable {
        /// Ends connections, then writes everything.
        case fast
        /// As a crash does: the next start recovers from the log.
        case immediate
    }
    package struct Failure: Error, CustomStringConvertible {
        package let description: String
    }

    /// The folder of the socket.
    package nonisolated let folder: String
    private let programs: String
    private var guardian: Task<Void, Never>?

    /// The address of its database `postgres`, as a superuser.
    package nonisolated var url: String { "postgres://rose_ash@/postgres?host=\(folder)" }

    /// Makes an empty cluster and starts a server in it, which takes about a second.
    package static func start() async throws -> PostgresServer {
        // Not in the temporary folder of the user, since the address of a Unix socket holds about 100 characters.
        let server = PostgresServer(folder: "/tmp/rose-ash-pg-\(UUID().uuidString.prefix(8).lowercased())", programs: try findPrograms())
        await server.guardFolder()
        try await server.make()
        try await server.start()
        return server
    }

    private init(folder: String, programs: String) {
        self.folder = folder
        self.programs = programs
    }

    /// Starts it again, and waits until it takes connections.
    package func start() async throws {
        try await shell("\"$2\"/pg_ctl start --silent --wait -D \"$1\"/data -l \"$1\"/log -o \"-k $1\"")
    }

    package func stop(_ how: Stop) async throws {
        try await shell("\"$2\"/pg_ctl stop --silent --wait -D \"$1\"/data -m \(how.rawValue)")
    }

    /// Stops every process of the server where it stands (SIGSTOP), as a machine that hangs would; `true` lets them go on.
    package func freeze(_ frozen: Bool) async throws {
        let signal = frozen ? "STOP" : "CONT"
        try await shell(
            """
            postmaster=$(head -n 1 "$1"/data/postmaster.pid)
            kill -\(signal) "$postmaster" $(cat /proc/"$postmaster"/task/*/children)
            """)
    }

    /// Stops the server for good and removes its folder.
    package func remove() async {
        try? await freeze(false)
        try? await stop(.immediate)
        try? FileManager.default.removeItem(atPath: folder)
        guardian?.cancel()
    }

    private func make() async throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        if Self.isRoot { try await run("chown", ["postgres:", folder]) }
        try await shell(
            """
            "$2"/initdb -D "$1"/data --username rose_ash --auth trust --encoding UTF8 --locale C.UTF-8 --no-sync
            cat >>"$1"/data/postgresql.conf <<END
            listen_addresses = ''
            max_connections = 200
            fsync = off
            full_page_writes = off
            END
            """)
    }

    private func guardFolder() {
        let (folder, programs) = (folder, programs)
        guardian = Task.detached {
            var options = PlatformOptions()
            options.createSession = true
            _ = try? await Subprocess.run(
                .name("sh"),
                arguments: Arguments(
                    Self.words(
                        """
                        cat >/dev/null
                        postmaster=$(head -n 1 "$1"/data/postmaster.pid 2>/dev/null)
                        [ -z "$postmaster" ] || kill -CONT "$postmaster" $(cat /proc/"$postmaster"/task/*/children)
                        [ ! -f "$1"/data/postmaster.pid ] || "$2"/pg_ctl stop --silent -D "$1"/data -m immediate
                        rm -rf "$1"
                        """, folder, programs)),
                platformOptions: options, input: .inputWriter, output: .discarded, error: .discarded
            ) { _ in
                while !Task.isCancelled { try await Task.sleep(for: .seconds(3600)) }
            }
        }
    }

    private func shell(_ script: String) async throws {
        try await run("sh", Self.words("set -e\n\(script)", folder, programs))
    }

    /// PostgreSQL refuses to run as root.
    private static func words(_ script: String, _ folder: String, _ programs: String) -> [String] {
        let words = ["-c", script, "sh", folder, programs]
        guard isRoot else { return words }
        return ["-c", "cd / && HOME=/tmp exec setpriv --reuid=postgres --regid=postgres --init-groups /bin/sh \"$@\"", "sh"] + words
    }

    private func run(_ program: String, _ words: [String]) async throws {
        let result = try await Subprocess.run(
            .name(program), arguments: Arguments(words), output: .discarded, error: .string(limit: 100_000))
        guard result.terminationStatus.isSuccess else {
            throw Failure(description: "\(program) \(words): \(result.terminationStatus): \(result.standardError)")
        }
    }

    private static var isRoot: Bool { FileManager.default.isWritableFile(atPath: "/etc/passwd") }

    /// The newest installed version's programs, or those of `TEST_POSTGRES_PROGRAMS`.
    private static func findPrograms() throws -> String {
        if let chosen = ProcessInfo.processInfo.environment["TEST_POSTGRES_PROGRAMS"] { return chosen }
        let root = "/usr/lib/postgresql"
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: root))?.compactMap { Int($0) } ?? []
        guard let newest = versions.max() else {
            throw Failure(description: "PostgreSQL's server is not installed. Debian: apt-get install postgresql")
        }
        return "\(root)/\(newest)/bin"
    }
}
