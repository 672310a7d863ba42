import ArgumentParser
import Shared
import SharedInfrastructure

@main struct BlogApp: AsyncParsableCommand, OperatedService {
    static let service = ServiceName.blog

    static let configuration = CommandConfiguration(
        commandName: "Blog", abstract: "Serves the blog; or does one of these and ends.",
        subcommands: [Migrate.self, Publish.self, Unpublish.self, Import.self, Demo.self] + commonCommands)

    func run() async throws {
        let resources = try AppResources(AppConfig.read(.blog))
        let services = Services.blog(resources.database)
        try await App.blog(resources, services).run()
    }
}
