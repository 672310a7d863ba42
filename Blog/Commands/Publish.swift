import ArgumentParser
import FoundationEssentials
import Shared
import SharedInfrastructure

/// `Blog publish <slug>`
struct Publish: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Publishes a post or page, dated now.")

    @Argument(help: "The last part of its address.") var slug: Slug

    func run() async throws {
        let change = try await OperatorSession.run(.blog) { session in
            try await Editing(.blog(session.database)).publish(slug, at: Date())
        }
        print(change == .unchanged ? "\(slug) was published already." : "\(slug) is published.")
    }
}
