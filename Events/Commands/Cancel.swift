import ArgumentParser
import Shared
import SharedInfrastructure

/// `Events cancel <entry>`
struct Cancel: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Cancels an entry, for good. Its page stays, and says so.")

    @Argument(help: "The entry's id: the last part of its address.") var entry: ID<Entry>

    func run() async throws {
        let change = try await OperatorSession.run(.events) { session in try await Planning(.events(session.database)).cancel(entry) }
        print(change == .unchanged ? "It was cancelled already." : "It is cancelled.")
    }
}
