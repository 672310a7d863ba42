import ArgumentParser
import Logging
import SharedPostgres

/// S3: the SELECT of `pgbench -S`, by many tasks at once, on one road to the database. pgbench has made the table.
struct PostgresReads: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "postgres", abstract: "Reads rows by key from pgbench's table.")

    enum Road: String, ExpressibleByArgument, CaseIterable {
        case lane, pool
        var route: Route { self == .lane ? .lane : .pool }
    }

    @Argument(help: "Which road: lane or pool.") var road: Road
    @Option(help: "The address of pgbench's database.") var database: String
    @Option(help: "How many tasks ask at once.") var tasks = 64
    @Option(help: "How long to measure.") var seconds = 5
    @Option(help: "pgbench's scale factor.") var scale = 10
    @Option(help: "How many connections the pool has.") var connections = 8

    func run() async throws {
        var configuration = try PostgresConfiguration(url: database)
        configuration.poolSize = connections
        let client = try Database(configuration, logger: Logger(label: "bench"))
        let (road, rows) = (road, scale * 100_000)
        // Warm: connections are open and the statement is prepared.
        _ = try await read(client, rows: rows, until: .now + .milliseconds(300))
        let begun = ContinuousClock.now
        let times = try await read(client, rows: rows, until: begun + .seconds(seconds))
        let elapsed = ContinuousClock.now - begun
        Figure(
            name: road.rawValue, value: Double(times.count) / (elapsed / .seconds(1)), unit: "queries/s", p99: times.percentile(0.99)
        ).print()
        await client.shutDown()
    }

    private func read(_ client: Database, rows: Int, until end: ContinuousClock.Instant) async throws -> Times {
        let road = road
        return try await withThrowingTaskGroup(of: Times.self) { group in
            for task in 0..<tasks {
                group.addTask {
                    var (times, key) = (Times(), UInt64(task) &* 0x9E37_79B9_7F4A_7C15 | 1)
                    var now = ContinuousClock.now
                    while now < end {
                        // xorshift: a random number for each read costs less than the read.
                        key ^= key << 13
                        key ^= key >> 7
                        key ^= key << 17
                        let account = Int32(key % UInt64(rows)) + 1
                        let answer = try await client.query("SELECT abalance FROM pgbench_accounts WHERE aid = \(account)", on: road.route)
                        let balance: Int32? = try answer.first?["abalance"]
                        guard balance != nil else { throw ValidationError("Account \(account) is not there: --scale is not pgbench's") }
                        let then = ContinuousClock.now
                        times.add(then - now)
                        now = then
                    }
                    return times
                }
            }
            return try await group.reduce(into: Times()) { $0.merge($1) }
        }
    }
}

/// How long operations took: counts by steps of ten microseconds up to a second.
struct Times: Sendable {
    private var counts = [Int](repeating: 0, count: 100_001)
    private(set) var count = 0

    mutating func add(_ duration: Duration) {
        let steps = duration.components.attoseconds / 10_000_000_000_000 + duration.components.seconds * 100_000
        counts[min(Int(steps), counts.count - 1)] += 1
        count += 1
    }

    mutating func merge(_ other: Times) {
        for index in counts.indices { counts[index] += other.counts[index] }
        count += other.count
    }

    /// In milliseconds.
    func percentile(_ share: Double) -> Double {
        var left = Int((Double(count) * share).rounded(.up))
        for (step, count) in counts.enumerated() {
            left -= count
            if left <= 0 { return Double(step + 1) / 100 }
        }
        return 0
    }
}
