import NIOCore
import NIOPosix
import SharedPostgres
import Support

/// Stands between a client and a server, passes on what both say, and on request keeps back what the server says. All of it happens on one
/// event loop, so that nothing overtakes anything.
final class Relay: Sendable {
    private let loop: any EventLoop
    private let state: NIOLoopBoundBox<State>

    fileprivate struct State {
        /// Where a client's answers stand, in the order in which the clients came.
        var lines: [Line] = []
    }
    fileprivate struct Line {
        let client: any Channel
        var isHeld = false
        var kept = ByteBuffer()
        /// Whether the server has hung up.
        var isOver = false
    }

    private init(on loop: any EventLoop) async throws {
        self.loop = loop
        state = try await loop.submit { NIOLoopBoundBox(State(), eventLoop: loop) }.get()
    }

    /// Runs `body` with a client of the database `postgres` of `server`, all of whose connections lead through a relay.
    static func run(
        to server: PostgresServer, configure: (inout PostgresConfiguration) -> Void = { _ in },
        _ body: (Relay, Database) async throws -> Void
    ) async throws {
        let relay = try await Relay(on: MultiThreadedEventLoopGroup.singleton.next())
        let listener = try await relay.listen(for: "\(server.folder)/.s.PGSQL.5432")
        var configuration = try PostgresConfiguration(
            url: "postgres://rose_ash@127.0.0.1:\(listener.localAddress?.port ?? 0)/postgres?sslmode=disable")
        configure(&configuration)
        let database = try Database(configuration, logger: .silent)
        let outcome: Result<Void, any Error>
        do { outcome = .success(try await body(relay, database)) } catch { outcome = .failure(error) }
        try await relay.letGo()
        await database.shutDown()
        try await listener.close()
        try outcome.get()
    }

    /// Keeps what the server says, from now on, on the connections that there are. New ones are not held.
    func hold() async throws { try await change { state in for index in state.lines.indices { state.lines[index].isHeld = true } } }

    /// Passes on what was kept, a connection's in one piece, and then everything.
    func letGo() async throws {
        try await change { state in
            for index in state.lines.indices where state.lines[index].isHeld {
                let line = state.lines[index]
                state.lines[index].isHeld = false
                state.lines[index].kept = ByteBuffer()
                line.client.writeAndFlush(line.kept, promise: nil)
                if line.isOver { line.client.close(promise: nil) }
            }
        }
    }

    /// Whether the server has said something that is kept.
    var keeps: Bool { get async throws { try await look { $0.lines.contains { $0.kept.readableBytes > 0 } } } }
    /// How many connections the server has ended.
    var ended: Int { get async throws { try await look { $0.lines.count(where: \.isOver) } } }

    private func change(_ change: @escaping @Sendable (inout State) -> Void) async throws {
        try await loop.submit { [state] in change(&state.value) }.get()
    }

    private func look<Answer: Sendable>(_ look: @escaping @Sendable (State) -> Answer) async throws -> Answer {
        try await loop.submit { [state] in look(state.value) }.get()
    }

    private func listen(for path: String) async throws -> any Channel {
        try await ServerBootstrap(group: loop)
            .childChannelInitializer { [state] client in
                ClientBootstrap(group: client.eventLoop)
                    .channelInitializer { server in
                        server.eventLoop.makeCompletedFuture {
                            let number = state.value.lines.count
                            state.value.lines.append(Line(client: client))
                            try server.pipeline.syncOperations.addHandler(FromServer(number: number, state: state))
                        }
                    }
                    .connect(unixDomainSocketPath: path)
                    .flatMapThrowing { server in try client.pipeline.syncOperations.addHandler(FromClient(server: server)) }
            }
            .bind(host: "127.0.0.1", port: 0).get()
    }

    private final class FromClient: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        private let server: any Channel
        init(server: any Channel) { self.server = server }
        func channelRead(context: ChannelHandlerContext, data: NIOAny) { server.writeAndFlush(unwrapInboundIn(data), promise: nil) }
        func channelInactive(context: ChannelHandlerContext) { server.close(promise: nil) }
    }

    private final class FromServer: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        private let number: Int
        private let state: NIOLoopBoundBox<State>
        init(number: Int, state: NIOLoopBoundBox<State>) {
            self.number = number
            self.state = state
        }
        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            var bytes = unwrapInboundIn(data)
            let line = state.value.lines[number]
            if line.isHeld {
                state.value.lines[number].kept.writeBuffer(&bytes)
            } else {
                line.client.writeAndFlush(bytes, promise: nil)
            }
        }
        func channelInactive(context: ChannelHandlerContext) {
            state.value.lines[number].isOver = true
            if !state.value.lines[number].isHeld { state.value.lines[number].client.close(promise: nil) }
        }
    }
}
