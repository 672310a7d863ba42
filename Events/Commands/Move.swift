import ArgumentParser
import Shared
import SharedInfrastructure

/// `Events move <entry> <start> <end>`
struct Move: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Has an entry take place at another time, by the clocks of its place.")

    @Argument(help: "The entry's id: the last part of its address.") var entry: ID<Entry>
    @Argument(help: "When it starts: 2027-03-28T19:30.") var start: LocalTime
    @Argument(help: "When it ends.") var end: LocalTime

    func run() async throws {
        let change = try await OperatorSession.run(.events) { session in
            try await Planning(.events(session.database)).move(entry, to: start, until: end)
        }
        print(change == .unchanged ? "That was its time already." : "It takes place at \(start) now.")
    }
}
