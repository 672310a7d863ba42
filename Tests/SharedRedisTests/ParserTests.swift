import NIOCore
import Testing

@testable import SharedRedis

@Suite struct ParserTests {
    /// All replies that stand in `pieces`, fed one after the other.
    private func replies(_ pieces: [ByteBuffer]) throws -> [RedisValue] {
        let parser = try RedisReplyParser()
        var values: [RedisValue] = []
        for piece in pieces {
            try parser.feed(piece)
            while let value = try parser.next() { values.append(value) }
        }
        return values
    }

    private static let wire =
        "+OK\r\n:-42\r\n$-1\r\n*-1\r\n$0\r\n\r\n$7\r\na\r\nb\0c!\r\n*0\r\n-ERR no\r\n"
        + "*5\r\n:1\r\n*2\r\n$3\r\ntwo\r\n*1\r\n+three\r\n$-1\r\n-WRONGTYPE four\r\n$4\r\nfive\r\n"
    private static let values: [RedisValue] = [
        .status("OK"), .integer(-42), .null, .null, .string(ByteBuffer()), .string(ByteBuffer(string: "a\r\nb\0c!")), .array([]),
        .error("ERR no"),
        .array([
            .integer(1), .array([.string(ByteBuffer(string: "two")), .array([.status("three")])]), .null, .error("WRONGTYPE four"),
            .string(ByteBuffer(string: "five")),
        ]),
    ]

    @Test func `every kind of reply is understood`() throws {
        #expect(try replies([ByteBuffer(string: Self.wire)]) == Self.values)
    }

    @Test func `replies that come byte by byte are the same replies`() throws {
        #expect(try replies(Self.wire.utf8.map { ByteBuffer(bytes: [$0]) }) == Self.values)
    }

    @Test(arguments: 1...40) func `replies cut anywhere are the same replies`(size: Int) throws {
        var rest = ByteBuffer(string: Self.wire)
        var pieces: [ByteBuffer] = []
        while rest.readableBytes > 0, let piece = rest.readSlice(length: min(size, rest.readableBytes)) { pieces.append(piece) }
        #expect(try replies(pieces) == Self.values)
    }

    @Test func `an empty piece changes nothing`() throws {
        #expect(try replies([ByteBuffer(), ByteBuffer(string: "+O"), ByteBuffer(), ByteBuffer(string: "K\r\n")]) == [.status("OK")])
    }

    @Test func `a string of 10 MB comes whole`() throws {
        let big = ByteBuffer(repeating: UInt8(ascii: "x"), count: 10_000_000)
        var wire = ByteBuffer(string: "$10000000\r\n")
        wire.writeImmutableBuffer(big)
        wire.writeString("\r\n+OK\r\n")
        var pieces: [ByteBuffer] = []
        while wire.readableBytes > 0, let piece = wire.readSlice(length: min(60_000, wire.readableBytes)) { pieces.append(piece) }
        #expect(try replies(pieces) == [.string(big), .status("OK")])
    }

    @Test func `arrays may be nested seven deep`() throws {
        let deep = (0..<6).reduce(RedisValue.array([.integer(1)])) { value, _ in .array([value]) }
        #expect(try replies([ByteBuffer(string: String(repeating: "*1\r\n", count: 7) + ":1\r\n")]) == [deep])
    }

    @Test(arguments: [
        "HTTP/1.1 400 Bad Request\r\n", "$abc\r\n", "$-2\r\n", "*-7\r\n", "*99999999999\r\n", ":12x\r\n", "\0\0\0\0", "%1\r\n+a\r\n+b\r\n",
        String(repeating: "*1\r\n", count: 9) + ":1\r\n",
    ])
    func `what is not the protocol is refused`(wire: String) {
        #expect { try replies([ByteBuffer(string: wire)]) } throws: {
            if case .protocolViolation(let message)? = $0 as? RedisError { !message.isEmpty } else { false }
        }
    }

    @Test func `a command is an array of its words as they are`() {
        var wire = ByteBuffer()
        RedisCommand("SET", "naïve key", .bytes(ByteBuffer(bytes: [0, 13, 10, 255])), "PX", 1500).write(into: &wire)
        var expected = ByteBuffer(string: "*5\r\n$3\r\nSET\r\n$10\r\nnaïve key\r\n$4\r\n")
        expected.writeBytes([0, 13, 10, 255])
        expected.writeString("\r\n$2\r\nPX\r\n$4\r\n1500\r\n")
        #expect(wire == expected)
    }
}
