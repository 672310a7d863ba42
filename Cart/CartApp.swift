import ArgumentParser
import Shared
import SharedInfrastructure

@main struct CartApp: AsyncParsableCommand, OperatedService {
    static let service = ServiceName.cart

    static let configuration = CommandConfiguration(
        commandName: "Cart", abstract: "Serves the basket; or does one of these and ends.",
        subcommands: commonCommands)

    func run() async throws {
        let resources = try AppResources(AppConfig.read(.cart))
        let services = Services.cart(resources.database)
        try await App.cart(resources, services).run()
    }
}
