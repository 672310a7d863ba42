import Foundation
import Testing

/// html5lib and nh3, as a child process: `Tests/Peers/html_peer.py` says what they answer.
enum HTMLPeer {
    struct Question: Encodable {
        let ask: String
        var html: String?
    }

    struct Reading: Decodable {
        /// The tree of html5lib, written as the sanitiser writes.
        let markup: String
        let same: Bool
        let forbidden: [String]
        let nh3: Bool
    }

    /// The answers, in the order of the questions.
    static func ask<Answer: Decodable>(_ questions: [Question], as: Answer.Type) throws -> [Answer] {
        let folder = FileManager.default.temporaryDirectory.appending(path: "html-peer-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (input, output) = (folder.appending(path: "questions"), folder.appending(path: "answers"))
        let lines = try questions.map { try JSONEncoder().encode($0) + Data("\n".utf8) }
        try lines.reduce(into: Data()) { $0 += $1 }.write(to: input)
        try Data().write(to: output)

        let peer = Process()
        peer.executableURL = try python()
        peer.arguments = [repositoryRoot.appending(path: "Tests/Peers/html_peer.py").path()]
        peer.standardInput = try FileHandle(forReadingFrom: input)
        peer.standardOutput = try FileHandle(forWritingTo: output)
        try peer.run()
        peer.waitUntilExit()
        let answers = try Data(contentsOf: output).split(separator: UInt8(ascii: "\n"))
        guard peer.terminationStatus == 0, answers.count == questions.count else {
            throw Failure(description: "html_peer.py answered \(answers.count) of \(questions.count) questions; its error is above")
        }
        return try answers.map { try JSONDecoder().decode(Answer.self, from: $0) }
    }

    /// The interpreter that has them installed.
    private static func python() throws -> URL {
        let path = ProcessInfo.processInfo.environment["TEST_PYTHON"] ?? repositoryRoot.appending(path: ".run/test/venv/bin/python").path()
        guard FileManager.default.isExecutableFile(atPath: path) else {
            throw Failure(description: "no Python with html5lib and nh3 at \(path): run `make test`, which installs it, or set TEST_PYTHON")
        }
        return URL(filePath: path)
    }

    struct Failure: Error, CustomStringConvertible {
        let description: String
    }
}
