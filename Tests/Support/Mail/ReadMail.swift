import FoundationEssentials

/// A message as Python's email package reads it: `Tests/Peers/mail_peer.py`.
package struct ReadMail: Sendable, Decodable {
    package let from: [[String]]
    package let to: [[String]]
    package let subject: String
    package let date: String
    package let messageID: String
    /// Of all fields, as they are sent, in order.
    package let headers: [[String]]
    /// Of the parts, in order.
    package let types: [String]
    package let text: String
    package let html: String
    /// What the parser thinks is wrong.
    package let defects: [String]
    /// In bytes, without the line's end.
    package let longestLine: Int
    package let isASCII: Bool
    /// Whether every line ends in CRLF. Servers store mail with the line ends of their system.
    package let isCRLF: Bool

    /// Reads files.
    package static func read(_ paths: [String]) async throws -> [ReadMail] {
        let answer = try await TestProgram.peer("mail_peer.py", paths)
        return try JSONDecoder().decode([ReadMail].self, from: Data(answer.utf8))
    }

    /// Reads the bytes of a message.
    package static func read(_ bytes: [UInt8]) async throws -> ReadMail {
        let path = temporaryPath("message", ".eml")
        try Data(bytes).write(to: URL(filePath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        guard let mail = try await read([path]).first else { throw TestProgramError(description: "the reader said nothing") }
        return mail
    }
}
