import CHiredis
import NIOCore

/// Cuts bytes into replies with hiredis's reader, which keeps what is incomplete. Belongs to one event loop.
final class RedisReplyParser {
    private let reader: UnsafeMutablePointer<redisReader>

    /// Throws when there is no memory for it.
    init() throws {
        guard let reader = redisReaderCreate() else { throw IOError(errnoCode: 12, reason: "redisReaderCreate") }
        self.reader = reader
    }

    deinit { redisReaderFree(reader) }

    /// Takes bytes as they came, cut anywhere. Throws `RedisError.protocolViolation` when the reader has given up.
    func feed(_ bytes: ByteBuffer) throws {
        let status = bytes.withUnsafeReadableBytes { bytes in
            // An empty buffer has no base address; the reader ignores it as well.
            guard let start = bytes.baseAddress else { return REDIS_OK }
            return redisReaderFeed(reader, start.assumingMemoryBound(to: CChar.self), bytes.count)
        }
        guard status == REDIS_OK else { throw violation }
    }

    /// The next whole reply, or nil until more bytes come. Throws `RedisError.protocolViolation`; after that nothing can be read.
    func next() throws -> RedisValue? {
        var object: UnsafeMutableRawPointer?
        guard redisReaderGetReply(reader, &object) == REDIS_OK else { throw violation }
        guard let object else { return nil }
        defer { freeReplyObject(object) }
        return try Self.value(object.assumingMemoryBound(to: redisReply.self).pointee)
    }

    private var violation: RedisError {
        let message = withUnsafeBytes(of: reader.pointee.errstr) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
        return .protocolViolation(message)
    }

    /// Copies a reply of hiredis. It nests at most 7 deep: the reader refuses more.
    private static func value(_ reply: redisReply) throws -> RedisValue {
        switch reply.type {
        case REDIS_REPLY_STRING: .string(ByteBuffer(bytes: bytes(of: reply)))
        case REDIS_REPLY_STATUS: .status(String(decoding: bytes(of: reply), as: UTF8.self))
        case REDIS_REPLY_ERROR: .error(String(decoding: bytes(of: reply), as: UTF8.self))
        case REDIS_REPLY_INTEGER: .integer(reply.integer)
        case REDIS_REPLY_NIL: .null
        case REDIS_REPLY_ARRAY:
            .array(
                try UnsafeBufferPointer(start: reply.element, count: reply.elements).map { element in
                    guard let element else { throw RedisError.protocolViolation("an array with a missing element") }
                    return try value(element.pointee)
                })
        default: throw RedisError.protocolViolation("a reply of the unknown type \(reply.type)")
        }
    }

    private static func bytes(of reply: redisReply) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: reply.str, count: reply.len)
    }
}
