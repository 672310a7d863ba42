import Shared
import SharedInfrastructure
import SharedPostgres
import Support
import Testing
@testable import Market

/// Market over a database of its own, with the demo's stalls unless told otherwise.
struct MarketSite {
    let app: App

    static func run<Result: Sendable>(from template: TestTemplate = .demoMarket, _ body: (MarketSite) async throws -> Result) async throws
        -> Result
    {
        try await withApp(of: .market, from: template, { try App.market($0, .market($0.database)) }) { app in
            try await body(MarketSite(app: app))
        }
    }

    /// What an operator does.
    var stocking: Stocking { get throws { try Stocking(.market(app.resources.database)) } }

    func slug(_ text: String) throws -> Slug { try #require(Slug(text)) }
}

extension TestTemplate {
    /// A database with the demo co-op's markets.
    static let demoMarket = TestTemplate("demomarket") { database in
        try await TestTemplate.migrated.prepare(database)
        _ = try await DemoMarket(.market(database)).load(DemoContent(folder: "\(repositoryRoot)/Deploy/demo"))
    }
}
