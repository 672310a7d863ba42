package import NIOCore

/// A command and its arguments, as Redis names them: `RedisCommand("HSET", "key", "field", .bytes(value))`.
package struct RedisCommand: Sendable {
    package enum Argument: Sendable, Hashable {
        case text(String)
        case bytes(ByteBuffer)
        case number(Int64)
    }

    package let name: String
    package let arguments: [Argument]
    /// Whether it leaves the shared connection as it was.
    let isShareable: Bool

    package init(_ name: String, _ arguments: Argument...) {
        self.init(name, arguments)
    }

    package init(_ name: String, _ arguments: [Argument]) {
        self.name = name
        self.arguments = arguments
        isShareable = !Self.changesConnection(name, arguments)
    }

    /// For the commands that this module writes itself.
    init(own name: String, _ arguments: [Argument]) {
        self.name = name
        self.arguments = arguments
        isShareable = true
    }

    /// Commands that would block the neighbours on a connection that all share, or change its state for them.
    private static func changesConnection(_ name: String, _ arguments: [Argument]) -> Bool {
        switch name.uppercased() {
        case "SUBSCRIBE", "PSUBSCRIBE", "SSUBSCRIBE", "UNSUBSCRIBE", "PUNSUBSCRIBE", "SUNSUBSCRIBE", "MONITOR", "SYNC", "PSYNC",
            "MULTI", "EXEC", "DISCARD", "WATCH", "UNWATCH", "SELECT", "AUTH", "HELLO", "RESET", "QUIT", "WAIT", "WAITAOF",
            "BLPOP", "BRPOP", "BRPOPLPUSH", "BLMOVE", "BLMPOP", "BZPOPMIN", "BZPOPMAX", "BZMPOP", "READONLY", "READWRITE", "ASKING":
            true
        case "CLIENT": arguments.first?.isWord("REPLY") ?? false
        case "XREAD", "XREADGROUP": arguments.contains { $0.isWord("BLOCK") }
        default: false
        }
    }
}

extension RedisCommand.Argument {
    fileprivate func isWord(_ word: String) -> Bool {
        switch self {
        case .text(let text): text.uppercased() == word
        case .bytes(let bytes): String(buffer: bytes).uppercased() == word
        case .number: false
        }
    }
}

extension RedisCommand.Argument: ExpressibleByStringInterpolation, ExpressibleByIntegerLiteral {
    package init(stringLiteral text: String) { self = .text(text) }
    package init(integerLiteral number: Int64) { self = .number(number) }
}

extension RedisCommand {
    /// Appends the command as RESP: an array of bulk strings.
    func write(into wire: inout ByteBuffer) {
        wire.writeHeader(UInt8(ascii: "*"), arguments.count + 1)
        wire.writeBulk(name)
        for argument in arguments {
            switch argument {
            case .text(let text): wire.writeBulk(text)
            case .number(let number): wire.writeBulk(String(number))
            case .bytes(let bytes):
                wire.writeHeader(UInt8(ascii: "$"), bytes.readableBytes)
                wire.writeImmutableBuffer(bytes)
                wire.writeStaticString("\r\n")
            }
        }
    }
}

/// Writing in few pieces: each call of a buffer's own costs as much as the bytes of a short command.
extension ByteBuffer {
    /// A kind, a count, and the end of the line.
    fileprivate mutating func writeHeader(_ kind: UInt8, _ count: Int) {
        // The longest count has 19 digits.
        writeWithUnsafeMutableBytes(minimumWritableBytes: 22) { $0.fillHeader(kind, count) }
    }

    fileprivate mutating func writeBulk(_ text: String) {
        var text = text
        text.withUTF8 { bytes in
            _ = writeWithUnsafeMutableBytes(minimumWritableBytes: bytes.count + 24) { space in
                let header = space.fillHeader(UInt8(ascii: "$"), bytes.count)
                UnsafeMutableRawBufferPointer(rebasing: space[header...]).copyMemory(from: UnsafeRawBufferPointer(bytes))
                space[header + bytes.count] = UInt8(ascii: "\r")
                space[header + bytes.count + 1] = UInt8(ascii: "\n")
                return header + bytes.count + 2
            }
        }
    }
}

extension UnsafeMutableRawBufferPointer {
    /// Writes a kind, a count and the end of the line; returns how many bytes that took.
    fileprivate func fillHeader(_ kind: UInt8, _ count: Int) -> Int {
        var (digits, rest) = (1, count)
        while rest >= 10 {
            digits += 1
            rest /= 10
        }
        self[0] = kind
        rest = count
        for position in stride(from: digits, to: 0, by: -1) {
            self[position] = UInt8(ascii: "0") + UInt8(rest % 10)
            rest /= 10
        }
        self[digits + 1] = UInt8(ascii: "\r")
        self[digits + 2] = UInt8(ascii: "\n")
        return digits + 3
    }
}
