import FoundationEssentials
import Subprocess

/// A server that runs beside a test and ends with it, and all that it started, however that ends: a shell waits for the far end of its
/// standard input to close.
package struct TestProgram: Sendable {
    let words: [String]

    /// - Parameter words: its name or path, and its arguments.
    package init(words: [String]) { self.words = words }

    /// Runs `body` once `isReady`, while the program runs, and kills it then. Throws ``TestProgramError`` when it does not get ready.
    package func run<Answer: Sendable>(until isReady: () async -> Bool, _ body: () async throws -> Answer) async throws -> Answer {
        let script = "setsid \"$@\" &\nprogram=$!\ncat >/dev/null\nkill -s KILL -- \"-$program\""
        let (stopping, stop) = AsyncStream.makeStream(of: Void.self)
        let program = Task {
            try await Subprocess.run(
                .name("sh"), arguments: Arguments(["-c", script, "sh"] + words), input: .inputWriter, output: .discarded, error: .discarded
            ) { execution in
                for await _ in stopping {}
                try await execution.standardInputWriter.finish()
            }
        }
        let outcome: Result<Answer, any Error>
        do {
            for _ in 0..<500 {
                if await isReady() { break }
                try await Task.sleep(for: .milliseconds(20))
            }
            guard await isReady() else { throw TestProgramError(description: "\(words): it is not ready after ten seconds") }
            outcome = .success(try await body())
        } catch { outcome = .failure(error) }
        stop.finish()
        _ = await program.result
        return try outcome.get()
    }

    /// Runs a program to its end, and answers what it wrote. Throws ``TestProgramError`` with its errors when it fails.
    package static func output(of program: String, _ words: [String]) async throws -> String {
        let result = try await Subprocess.run(
            .name("env"), arguments: Arguments([program] + words), output: .string(limit: 64 << 20), error: .string(limit: 1 << 20))
        guard result.terminationStatus.isSuccess else {
            throw TestProgramError(description: "\(program) \(words): \(result.terminationStatus): \(result.standardError)")
        }
        return result.standardOutput
    }

    /// Python with the packages of `Tests/requirements.txt`.
    package static var python: String {
        ProcessInfo.processInfo.environment["TEST_PYTHON"] ?? "\(repositoryRoot)/.run/test/venv/bin/python"
    }

    /// What one of `Tests/Peers` writes when it is run with `words`.
    package static func peer(_ name: String, _ words: [String] = []) async throws -> String {
        try await output(of: python, ["-W", "ignore", "\(repositoryRoot)/Tests/Peers/\(name)"] + words)
    }
}

/// A program of a test did not start, or it failed.
package struct TestProgramError: Error, CustomStringConvertible {
    package let description: String
    package init(description: String) { self.description = description }
}
