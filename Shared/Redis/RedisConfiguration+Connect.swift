import NIOCore
import NIOPosix

extension RedisConfiguration {
    /// What a new connection says first: who we are, and which database is meant.
    var greeting: [RedisCommand] {
        var commands: [RedisCommand] = []
        if let password { commands.append(RedisCommand(own: "AUTH", (username.map { [.text($0)] } ?? []) + [.text(password)])) }
        if database > 0 { commands.append(RedisCommand(own: "SELECT", [.number(Int64(database))])) }
        return commands
    }

    /// Opens the socket within `connectTimeout`. `prepare` sets up the channel on its event loop, before anything is read.
    func connect<Output: Sendable>(
        on group: any EventLoopGroup, _ prepare: @escaping @Sendable (any Channel) throws -> Output
    ) async throws -> Output {
        let bootstrap = ClientBootstrap(group: group).connectTimeout(TimeAmount(connectTimeout))
        let initializer: @Sendable (any Channel) -> EventLoopFuture<Output> = { channel in
            channel.eventLoop.makeCompletedFuture { try prepare(channel) }
        }
        return switch address {
        case .tcp(let host, let port):
            try await bootstrap.channelOption(.tcpOption(.tcp_nodelay), value: 1)
                .connect(host: host, port: port, channelInitializer: initializer)
        case .unix(let path):
            try await bootstrap.connect(unixDomainSocketPath: path, channelInitializer: initializer)
        }
    }
}
