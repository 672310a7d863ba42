import ArgumentParser

/// What Bench/driver/bench.py runs of ours. Each subcommand measures one thing and prints it as lines of JSON (``Figure``); servers, peers, rounds,
/// cores and tables are the driver's.
@main struct Bench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "The Swift side of make bench.",
        subcommands: [Folding.self, Hello.self, PostgresReads.self, RedisGets.self])
}
