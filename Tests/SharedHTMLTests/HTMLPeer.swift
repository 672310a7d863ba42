import Foundation
import Support

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
    static func ask<Answer: Decodable>(_ questions: [Question], as: Answer.Type) async throws -> [Answer] {
        let file = FileManager.default.temporaryDirectory.appending(path: "html-peer-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: file) }
        let lines = try questions.map { try JSONEncoder().encode($0) + Data("\n".utf8) }
        try lines.reduce(into: Data()) { $0 += $1 }.write(to: file)
        let answers = try await TestProgram.peer("html_peer.py", [file.path()]).split(separator: "\n")
        guard answers.count == questions.count else {
            throw TestProgramError(description: "html_peer.py answered \(answers.count) of \(questions.count) questions")
        }
        return try answers.map { try JSONDecoder().decode(Answer.self, from: Data($0.utf8)) }
    }
}
