import ArgumentParser
import Logging
import NIOCore
import NIOPosix
import SharedInfrastructure
import SharedRedis
import Synchronization

/// S4: as many tasks as redis-benchmark has connections, each asking for the same short value as soon as it has the last one.
struct RedisGets: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "redis", abstract: "GETs a second over one connection.")

    @Option(help: "Where Redis is: redis://127.0.0.1:6379")
    var redis: String
    @Option(help: "How many tasks ask at once.")
    var tasks = 64
    @Option(help: "For how long.")
    var seconds = 5.0

    func run() async throws {
        // As on one core of a service: the requests and their connection to Redis share an event loop.
        let loop = MultiThreadedEventLoopGroup.singleton.any()
        let client = RedisClient(try RedisConfiguration(redis), logger: Logger(label: "bench"), group: loop)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await client.run() }
            while !client.isAvailable { try await Task.sleep(for: .milliseconds(1)) }
            // What redis-benchmark asks for.
            try await client.set("key:__rand_int__", ByteBuffer(string: "xxx"))
            let executor = LoopExecutor(loop)
            _ = try await measure(client, on: executor, for: .milliseconds(500))
            let (count, elapsed, p99) = try await measure(client, on: executor, for: .seconds(seconds))
            Figure(name: "get", value: Double(count) / (elapsed / .seconds(1)), unit: "GET/s", p99: p99).print()
            group.cancelAll()
        }
    }

    /// How many were answered, in what time, and how many milliseconds the slowest hundredth took at least. One in eight is timed, since a
    /// look at the clock costs as much as a part of what is measured.
    private func measure(_ client: RedisClient, on executor: LoopExecutor, for duration: Duration) async throws -> (Int, Duration, Double) {
        let (clock, isOver, expected) = (ContinuousClock(), Flag(), ByteBuffer(string: "xxx"))
        let began = clock.now
        let timer = Task {
            try await Task.sleep(for: duration)
            isOver.raise()
        }
        let (count, times) = try await withThrowingTaskGroup(of: (Int, [Duration]).self) { group in
            for _ in 0..<tasks {
                group.addTask(executorPreference: executor) {
                    var (count, times) = (0, [Duration]())
                    while !isOver.isRaised {
                        let sent = count % 8 == 0 ? clock.now : nil
                        guard try await client.get("key:__rand_int__") == expected else { throw RedisError.unavailable }
                        if let sent { times.append(clock.now - sent) }
                        count += 1
                    }
                    return (count, times)
                }
            }
            return try await group.reduce(into: (0, [Duration]())) { $0 = ($0.0 + $1.0, $0.1 + $1.1) }
        }
        let elapsed = clock.now - began
        try await timer.value
        let slowest = times.sorted()[max(0, times.count * 99 / 100 - 1)]
        return (count, elapsed, slowest / .milliseconds(1))
    }
}

/// Something that happens once.
private final class Flag: Sendable {
    private let value = Atomic(false)
    var isRaised: Bool { value.load(ordering: .relaxed) }
    func raise() { value.store(true, ordering: .relaxed) }
}
