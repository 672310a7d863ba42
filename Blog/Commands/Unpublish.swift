import ArgumentParser
import Shared
import SharedInfrastructure

/// `Blog unpublish <slug>`
struct Unpublish: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Makes a draft of a post or page again.")

    @Argument(help: "The last part of its address.") var slug: Slug

    func run() async throws {
        let change = try await OperatorSession.run(.blog) { session in try await Editing(.blog(session.database)).unpublish(slug) }
        print(change == .unchanged ? "\(slug) was no longer published." : "\(slug) is a draft again.")
    }
}
