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
        wire.writeHeader("*", arguments.count + 1)
        wire.writeBulk(name)
        for argument in arguments {
            switch argument {
            case .text(let text): wire.writeBulk(text)
            case .number(let number): wire.writeBulk(String(number))
            case .bytes(let bytes):
                wire.writeHeader("$", bytes.readableBytes)
                wire.writeImmutableBuffer(bytes)
                wire.writeStaticString("\r\n")
            }
        }
    }
}

extension ByteBuffer {
    fileprivate mutating func writeHeader(_ kind: StaticString, _ count: Int) {
        writeStaticString(kind)
        writeString(String(count))
        writeStaticString("\r\n")
    }

    fileprivate mutating func writeBulk(_ text: String) {
        writeHeader("$", text.utf8.count)
        writeString(text)
        writeStaticString("\r\n")
    }
}
