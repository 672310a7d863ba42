import Foundation
import Shared
import SharedPostgres
import Subprocess
import Support
import Testing
@testable import SharedInfrastructure

@Suite struct PictureGuardTests {
    @Test func `a program that reads pictures opens no connection, which it could without the guard`() async throws {
        try await RunningApp.run(TestSite.app()) { running async throws in
            let words = ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/\(running.listening.publicPort)"]
            #expect(try await run(words) == .exited(0))
            #expect(try await run(PictureGuard.words + words) == .exited(1))
        }
    }

    @Test func `it is tried at start-up whether the guard holds`() async {
        #expect(await PictureGuard.holds())
        #expect(await !PictureGuard.holds([]))
        // As on a machine that does not let a process set a filter.
        #expect(await !PictureGuard.holds(["env"]))
        #expect(await !PictureGuard.holds(["no-such-program"]))
    }

    @Test func `an operator is told at start-up, in one line, of a machine on which it does not hold`() async throws {
        let database = try await TestDatabase.create(from: .migrated)
        let log = RecordedLines()
        let app = try TestSite.app(.market, ["DATABASE_URL": database.url], log: log)
        _ = try await app.resources.prepare()
        #expect(!log.lines.contains { $0.contains("can reach the network") })
        _ = try await app.resources.prepare(guardingPicturesBy: [])
        #expect(log.lines.filter { $0.contains("the programs that read pictures can reach the network here") }.count == 1)
        await app.resources.database.shutDown()
        try await database.drop()
    }

    @Test func `every call that leads to the network or to another process is refused, also to what the program starts`() async throws {
        let calls = try #require(PictureGuard.calls)
        for number in calls.refused {
            // EPERM is 1. As it is called here, none of them would say so by itself.
            let words = ["perl", "-e", "syscall(\(number), 99, 99, 0, 0, 0, 0) == -1 && $! == 1 or exit 1"]
            #expect(try await run(PictureGuard.words + ["sh", "-c", "\"$@\"", "sh"] + words) == .exited(0), "\(number)")
            #expect(try await run(words) == .exited(1), "\(number)")
        }
    }

    @Test func `what a program ends with is still told apart`() async throws {
        #expect(try await run(PictureGuard.words + ["false"]) == .exited(1))
        #expect(try await run(PictureGuard.words + ["no-such-program"]) == .exited(127))
        #expect(try await run(PictureGuard.words + ["sh", "-c", "kill -KILL $$"]) == .signaled(9))
    }

    @Test func `the tools run behind it`() async throws {
        let pipe = temporaryPath("pipe")
        #expect(mkfifo(pipe, 0o600) == 0)
        defer { unlink(pipe) }
        let reading = Task { try? await PictureTool.header.run([pipe], within: .seconds(20)) }
        // While it waits for somebody to write into the pipe: 2 is a filter.
        try await eventually("vipsheader runs behind a filter") {
            try FileManager.default.contentsOfDirectory(atPath: "/proc").contains { process in
                let command = (try? String(contentsOfFile: "/proc/\(process)/cmdline", encoding: .utf8)) ?? ""
                guard command.hasPrefix("vipsheader"), command.contains(pipe) else { return false }
                let status = try String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
                return status.contains("NoNewPrivs:\t1\n") && status.contains("Seccomp:\t2\n")
            }
        }
        reading.cancel()
        _ = await reading.value
    }

    private func run(_ words: [String]) async throws -> TerminationStatus {
        try await Subprocess.run(
            .name(words[0]), arguments: Arguments(Array(words.dropFirst())), environment: .custom(PictureTool.environment), input: .none,
            output: .discarded, error: .discarded
        ).terminationStatus
    }
}
