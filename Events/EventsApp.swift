import ArgumentParser
import Shared
import SharedInfrastructure

@main struct EventsApp: AsyncParsableCommand, OperatedService {
    static let service = ServiceName.events

    static let configuration = CommandConfiguration(
        commandName: "Events", abstract: "Serves the calendars; or does one of these and ends.",
        subcommands: [Add.self, Move.self, Cancel.self, Demo.self] + commonCommands)

    func run() async throws {
        let resources = try AppResources(AppConfig.read(.events))
        let services = Services.events(resources.database)
        try await App.events(resources, services).run()
    }
}
