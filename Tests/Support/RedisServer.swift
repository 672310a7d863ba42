import FoundationEssentials
package import Logging
package import ServiceLifecycle
package import SharedRedis
import Subprocess

/// A redis-server of its own for a test: on a Unix socket in a temporary directory, without persistence, gone when the test is.
package actor RedisServer {
    package nonisolated let configuration: RedisConfiguration
    private nonisolated let directory: String
    private let arguments: [String]
    private var signals: AsyncStream<(Signal, sent: @Sendable () -> Void)>.Continuation?
    private var process: Task<Void, any Error>?

    private init(directory: String, arguments: [String]) {
        self.directory = directory
        self.arguments = arguments
        configuration = RedisConfiguration(.unix(path: directory + "/redis.sock"))
    }

    /// Runs `body` with a server, which is started unless told otherwise, and stops it whatever happens. `arguments` are redis-server's.
    package static func run<Answer: Sendable>(
        started: Bool = true, _ arguments: [String] = [], _ body: (RedisServer) async throws -> Answer
    ) async throws -> Answer {
        // Short, as the address of a Unix socket has to be.
        let directory = "/tmp/redis-test-\(UUID().uuidString.prefix(13))"
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        let server = RedisServer(directory: directory, arguments: arguments)
        do {
            if started { try await server.start() }
            let answer = try await body(server)
            await server.kill()
            try? FileManager.default.removeItem(atPath: directory)
            return answer
        } catch {
            await server.kill()
            try? FileManager.default.removeItem(atPath: directory)
            throw error
        }
    }

    /// Starts the server and returns when its socket is there. What it held before is gone.
    package func start() async throws {
        guard process == nil else { return }
        let socket = directory + "/redis.sock"
        try? FileManager.default.removeItem(atPath: socket)
        let (stream, continuation) = AsyncStream.makeStream(of: (Signal, sent: @Sendable () -> Void).self)
        signals = continuation
        let options =
            ["--port", "0", "--unixsocket", socket, "--save", "", "--appendonly", "no", "--enable-debug-command", "yes"]
            + ["--dir", directory, "--logfile", directory + "/redis.log"] + arguments
        process = Task {
            _ = try await Subprocess.run(
                .name("redis-server"), arguments: Arguments(options), input: .none, output: .discarded, error: .discarded
            ) { execution in
                for await (signal, sent) in stream {
                    try? execution.send(signal: signal)
                    sent()
                }
            }
        }
        for _ in 0..<1000 where !FileManager.default.fileExists(atPath: socket) { try await Task.sleep(for: .milliseconds(10)) }
        guard FileManager.default.fileExists(atPath: socket) else {
            let log = try? String(contentsOfFile: directory + "/redis.log", encoding: .utf8)
            throw RedisServerError(log: log ?? "it wrote no log; is redis-server installed?")
        }
    }

    /// Ends the server as `kill -9` does, and returns when it is gone.
    package func kill() async {
        signals?.yield((.kill, sent: {}))
        signals?.finish()
        _ = await process?.result
        process = nil
    }

    /// Stops the server in its tracks: its connections stand, and nothing answers.
    package func freeze() async { await send(.suspend) }

    /// Lets a frozen server go on.
    package func thaw() async { await send(.resume) }

    private func send(_ signal: Signal) async {
        guard process != nil, let signals else { return }
        await withCheckedContinuation { continuation in
            signals.yield((signal, sent: { continuation.resume() }))
        }
    }
}

/// A redis-server that did not start, with what it logged.
package struct RedisServerError: Error {
    package let log: String
}

/// Runs `body` with a connected client: of the Redis that `TEST_REDIS_URL` names, which other tests use too, or else of one of its own.
package func withRedis<Answer: Sendable>(_ body: (RedisClient) async throws -> Answer) async throws -> Answer {
    if let address = ProcessInfo.processInfo.environment["TEST_REDIS_URL"] {
        return try await withClient(of: RedisConfiguration(address), body)
    }
    return try await RedisServer.run { server in try await withClient(of: server.configuration, body) }
}

/// Runs `body` with a client, which is waited for unless told otherwise.
package func withClient<Answer: Sendable>(
    of configuration: RedisConfiguration, connected: Bool = true, logger: Logger = .silent,
    _ body: (RedisClient) async throws -> Answer
) async throws -> Answer {
    let client = RedisClient(configuration, logger: logger)
    return try await withRunning(client) {
        if connected { try await eventually("Redis is available") { client.isAvailable } }
        return try await body(client)
    }
}

/// Runs `body` beside a service, which is cancelled at its end.
package func withRunning<Answer: Sendable>(_ service: some Service, _ body: () async throws -> Answer) async throws -> Answer {
    try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await service.run() }
        do {
            let answer = try await body()
            group.cancelAll()
            return answer
        } catch {
            group.cancelAll()
            throw error
        }
    }
}
