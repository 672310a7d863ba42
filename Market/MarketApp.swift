import ArgumentParser
import Shared
import SharedInfrastructure

@main struct MarketApp: AsyncParsableCommand, OperatedService {
    static let service = ServiceName.market

    static let configuration = CommandConfiguration(
        commandName: "Market", abstract: "Serves the market; or does one of these and ends.",
        subcommands: [Add.self, Withdraw.self, Demo.self] + commonCommands)

    func run() async throws {
        let resources = try AppResources(AppConfig.read(.market))
        let services = Services.market(resources.database)
        try await App.market(resources, services).run()
    }
}
