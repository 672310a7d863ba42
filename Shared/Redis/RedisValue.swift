package import NIOCore

/// A reply of Redis (RESP version 2).
package enum RedisValue: Sendable, Hashable {
    /// A bulk string: any bytes.
    case string(ByteBuffer)
    /// A simple string, such as `OK`.
    case status(String)
    case integer(Int64)
    case null
    case array([RedisValue])
    /// An error inside an array. One that is the whole reply is thrown as `RedisError.server` instead.
    case error(String)
}

extension RedisValue {
    /// The bytes; nil for null. Throws `RedisError.unexpectedReply` for anything but a string, a status or null.
    func bytesOrNil() throws -> ByteBuffer? {
        switch self {
        case .string(let bytes): bytes
        case .status(let text): ByteBuffer(string: text)
        case .null: nil
        case .error(let message): throw RedisError.server(message)
        case .integer, .array: throw RedisError.unexpectedReply(self)
        }
    }

    func integer() throws -> Int64 {
        guard case .integer(let number) = self else { throw RedisError.unexpectedReply(self) }
        return number
    }
}
