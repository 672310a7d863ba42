import ArgumentParser
import FoundationEssentials
import Shared
import SharedInfrastructure

/// `Events demo`
struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Loads the demo co-op's calendars, in the coming weeks. Safe to repeat.")

    @Option(help: "The folder of the demo.") var content = "Deploy/demo"

    func run() async throws {
        let demo = DemoContent(folder: content)
        let count = try await OperatorSession.run(.events) { session in
            try await session.draw(demo)
            return try await DemoCalendars(.events(session.database)).load(demo, on: Date())
        }
        print("The demo's calendars have \(count) entries.")
    }
}
