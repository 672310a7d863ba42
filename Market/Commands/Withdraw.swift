import ArgumentParser
import Shared
import SharedInfrastructure

/// `Market withdraw <market> <product>`
struct Withdraw: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Takes a product off sale. Its page stays, and says so.")

    @Argument(help: "The market's slug.") var market: Slug
    @Argument(help: "The product's slug.") var product: Slug
    @Flag(help: "Puts it back on sale instead.") var undo = false

    func run() async throws {
        let status: ProductStatus = undo ? .listed : .withdrawn
        let change = try await OperatorSession.run(.market) { session in
            try await Stocking(.market(session.database)).set(status, of: product, in: market)
        }
        print(change == .unchanged ? "\(product) was \(status.rawValue) already." : "\(product) is \(status.rawValue).")
    }
}
