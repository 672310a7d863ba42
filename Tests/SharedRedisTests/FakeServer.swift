import NIOCore
import NIOPosix
import SharedRedis

/// A server on a free port of 127.0.0.1 that answers as it is told, which need not be RESP.
struct FakeServer: Sendable {
    /// Gets what was read and the connection to answer on.
    typealias Behaviour = @Sendable (_ request: String, _ connection: any Channel) -> Void

    let configuration: RedisConfiguration

    static func run(_ behaviour: @escaping Behaviour, _ body: (FakeServer) async throws -> Void) async throws {
        let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { try channel.pipeline.syncOperations.addHandler(Handler(behaviour)) }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let port = listener.localAddress?.port ?? 0
        do {
            try await body(FakeServer(configuration: RedisConfiguration(.tcp(host: "127.0.0.1", port: port))))
            try await listener.close()
        } catch {
            try await listener.close()
            throw error
        }
    }

    private final class Handler: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        private let behaviour: Behaviour
        init(_ behaviour: @escaping Behaviour) { self.behaviour = behaviour }
        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            behaviour(String(buffer: unwrapInboundIn(data)), context.channel)
        }
    }
}

extension Channel {
    func answer(_ text: String) { writeAndFlush(ByteBuffer(string: text), promise: nil) }
}
