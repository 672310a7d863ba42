import ArgumentParser
import Shared
import SharedInfrastructure

@main struct FederationApp: AsyncParsableCommand, OperatedService {
    static let service = ServiceName.federation

    static let configuration = CommandConfiguration(
        commandName: "Federation", abstract: "Serves what is new, signs people in and sends mail; or does one of these and ends.",
        subcommands: [ClientsCommand.self, KeysCommand.self, MailCommand<FederationApp>.self] + commonCommands)

    func run() async throws {
        let resources = try AppResources(AppConfig.read(.federation))
        let services = Services.federation(resources.database, resources.config)
        try await App.federation(resources, services).run()
    }
}
