import ArgumentParser
import FoundationEssentials
import Shared
import SharedInfrastructure

/// `Blog demo`
struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Loads the demo co-op's posts, pages and menu. Safe to repeat.")

    @Option(help: "The folder of the demo.") var content = "Deploy/demo"

    func run() async throws {
        let demo = DemoContent(folder: content)
        let count = try await OperatorSession.run(.blog) { session in
            try await session.draw(demo)
            return try await DemoBlog(.blog(session.database)).load(demo, on: Date())
        }
        print("The demo's blog has \(count) posts and pages.")
    }
}
