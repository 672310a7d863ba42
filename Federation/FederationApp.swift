import ArgumentParser
import Shared
import SharedInfrastructure

@main struct FederationApp: AsyncParsableCommand, OperatedService {
    static let service = ServiceName.federation

    static let configuration = CommandConfiguration(
        commandName: "Federation", abstract: "Serves what is new; or does one of these and ends.",
        subcommands: commonCommands + [MailCommand<FederationApp>.self])

    func run() async throws {
        let resources = try AppResources(AppConfig.read(.federation))
        let services = Services.federation(resources.database)
        try await App.federation(resources, services).run()
    }
}
