import ArgumentParser
import Shared
import SharedInfrastructure

@main struct AccountApp: AsyncParsableCommand, OperatedService {
    static let service = ServiceName.account

    static let configuration = CommandConfiguration(
        commandName: "Account", abstract: "Serves the accounts; or does one of these and ends.",
        subcommands: [RolesCommand.self] + commonCommands)

    func run() async throws {
        let resources = try AppResources(AppConfig.read(.account))
        let services = Services.account(resources.database)
        try await App.account(resources, services).run()
    }
}
