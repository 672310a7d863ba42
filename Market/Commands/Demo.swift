import ArgumentParser
import Shared
import SharedInfrastructure

/// `Market demo`
struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Loads the demo co-op's markets and products. Safe to repeat.")

    @Option(help: "The folder of the demo.") var content = "Deploy/demo"

    func run() async throws {
        let demo = DemoContent(folder: content)
        let count = try await OperatorSession.run(.market) { session in
            try await session.draw(demo)
            return try await DemoMarket(.market(session.database)).load(demo)
        }
        print("The demo's markets have \(count) products.")
    }
}
