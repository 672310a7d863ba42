import ArgumentParser
import Shared
import SharedInfrastructure

@main struct FederationApp: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "Federation", abstract: "Serves what is new.")

    func run() async throws {
        let resources = try AppResources(AppConfig.read(.federation))
        let services = Services.federation(resources.database)
        try await App.federation(resources, services).run()
    }
}
