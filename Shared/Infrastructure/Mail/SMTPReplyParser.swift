import NIOCore
import Shared

/// Reads replies out of what a server sends, which may be anything: what is longer than a reply can be, or is none, ends the conversation.
struct SMTPReplyParser {
    /// RFC 5321, section 4.5.3.1.5, says 512; some servers explain themselves at more length.
    static let longestLine = 2000
    /// An EHLO reply has one line for each extension; there are some forty.
    static let mostLines = 100

    struct Violation: Error, Equatable {
        let reason: String
    }

    private var buffer = ByteBuffer()
    private var code = 0
    private var lines: [String] = []

    /// Whether nothing has come that is not part of a whole reply.
    var isIdle: Bool { buffer.readableBytes == 0 && lines.isEmpty }

    /// The replies that `bytes` complete. Throws ``Violation``.
    mutating func read(_ bytes: ByteBuffer) throws(Violation) -> [SMTPReply] {
        buffer.writeImmutableBuffer(bytes)
        var replies: [SMTPReply] = []
        while let end = buffer.readableBytesView.firstIndex(of: UInt8(ascii: "\n")) {
            let length = end - buffer.readerIndex
            guard length < Self.longestLine else { throw Violation(reason: "a line of \(length) bytes") }
            let line = buffer.readSlice(length: length) ?? ByteBuffer()
            buffer.moveReaderIndex(forwardBy: 1)
            if let reply = try take(line) { replies.append(reply) }
        }
        guard buffer.readableBytes <= Self.longestLine else { throw Violation(reason: "a line without an end") }
        buffer.discardReadBytes()
        return replies
    }

    /// One line: three digits, a hyphen when more follow, and text.
    private mutating func take(_ line: ByteBuffer) throws(Violation) -> SMTPReply? {
        var bytes = line.readableBytesView[...]
        if bytes.last == UInt8(ascii: "\r") { bytes = bytes.dropLast() }
        let digits = bytes.prefix(3).map { Int($0) - Int(UInt8(ascii: "0")) }
        let separator = bytes.dropFirst(3).first
        guard digits.count == 3, (2...5).contains(digits[0]), (0...9).contains(digits[1]), (0...9).contains(digits[2]),
            separator.map({ [UInt8(ascii: " "), UInt8(ascii: "-")].contains($0) }) ?? true
        else { throw Violation(reason: "a line that is no reply") }
        let code = digits[0] * 100 + digits[1] * 10 + digits[2]
        guard lines.isEmpty || code == self.code else { throw Violation(reason: "one reply with two codes") }
        guard lines.count < Self.mostLines else { throw Violation(reason: "a reply of more than \(Self.mostLines) lines") }
        self.code = code
        lines.append(String(decoding: bytes.dropFirst(4), as: UTF8.self))
        guard separator != UInt8(ascii: "-") else { return nil }
        defer { lines = [] }
        return reply()
    }

    private func reply() -> SMTPReply {
        let status = lines.first.flatMap { Self.status(of: $0, code: code) }
        let texts = lines.map { line in
            guard let status, line.hasPrefix(status) else { return line.inOneLine }
            return String(line.dropFirst(status.count)).inOneLine
        }
        return SMTPReply(code: code, status: status, lines: texts)
    }

    /// `5.1.1` at the beginning of `text`: three numbers, the first of them the code's first digit (RFC 2034, section 4).
    private static func status(of text: String, code: Int) -> String? {
        let word = text.prefix { $0 != " " }
        let numbers = word.split(separator: ".", omittingEmptySubsequences: false)
        let isStatus =
            numbers.count == 3 && numbers.allSatisfy { (1...3).contains($0.utf8.count) && $0.utf8.allSatisfy { (48...57).contains($0) } }
            && Int(numbers[0]) == code / 100
        return isStatus ? String(word) : nil
    }
}
