import NIOCore
import NIOPosix

/// A connection that writes and reads bytes as they are: for clients that do not behave.
package struct Wire: Sendable {
    private let channel: NIOAsyncChannel<ByteBuffer, ByteBuffer>

    /// - Parameter reads: whether the kernel is asked for what arrives before the test asks.
    package static func open<Result: Sendable>(
        to port: Int, receiveBuffer: Int? = nil, _ body: @escaping @Sendable (inout Conversation) async throws -> Result
    ) async throws -> Result {
        var bootstrap = ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        if let receiveBuffer { bootstrap = bootstrap.channelOption(.socketOption(.so_rcvbuf), value: numericCast(receiveBuffer)) }
        let channel = try await bootstrap.connect(host: "127.0.0.1", port: port) { channel in
            channel.eventLoop.makeCompletedFuture {
                try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
            }
        }
        return try await channel.executeThenClose { inbound, outbound in
            var conversation = Conversation(iterator: inbound.makeAsyncIterator(), outbound: outbound)
            return try await body(&conversation)
        }
    }

    package struct Conversation {
        fileprivate var iterator: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
        fileprivate let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>

        package func send(_ text: String) async throws { try await outbound.write(ByteBuffer(string: text)) }

        /// The next bytes; nil when the server has closed.
        package mutating func receive() async throws -> String? { try await iterator.next().map { String(buffer: $0) } }

        /// Everything until the server closes the connection, however it does.
        package mutating func receiveAll() async -> String {
            var text = ""
            while let bytes = try? await iterator.next() { text += String(buffer: bytes) }
            return text
        }

        /// Bytes until `end` has come, or the server closes.
        package mutating func receive(until end: String) async throws -> String {
            var text = ""
            while !text.contains(end), let bytes = try await iterator.next() { text += String(buffer: bytes) }
            return text
        }
    }
}
