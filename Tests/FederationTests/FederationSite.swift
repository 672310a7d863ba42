import Foundation
import HTTPTypes
import Shared
import SharedInfrastructure
import SharedPostgres
import SharedServices
import Support
import Testing
@testable import Federation

/// The federation service over a database of its own, and the pen of an editor.
struct FederationSite {
    static let origin = "http://federation.rose-ash.localhost:8000"
    let app: App

    static func run<Result: Sendable>(
        limits: SignInLimits = SignInLimits(), log: RecordedLines = RecordedLines(), _ body: (FederationSite) async throws -> Result
    ) async throws -> Result {
        try await withApp(of: .federation, from: .keyed, log: log, { try app($0, limits: limits) }) { app in
            try await body(FederationSite(app: app))
        }
    }

    /// The same over sockets, with the address of its database.
    static func running<Result: Sendable>(
        limits: SignInLimits = SignInLimits(), settings: [String: String?] = [:],
        _ body: (FederationSite, RunningApp, String) async throws -> Result
    ) async throws -> Result {
        try await withRunningApp(of: .federation, from: .keyed, settings: settings, { try app($0, limits: limits) }) {
            app, running, database in
            try await body(FederationSite(app: app), running, database.url)
        }
    }

    static func runOverSockets<Result: Sendable>(
        limits: SignInLimits = SignInLimits(), _ body: (RunningApp) async throws -> Result
    ) async throws -> Result {
        try await running(limits: limits) { _, running, _ in try await body(running) }
    }

    private static func app(_ resources: AppResources, limits: SignInLimits) throws -> App {
        var services = Services.federation(resources.database, resources.config)
        services.signIns = PostgresSignIns(resources.database, limits: limits)
        return try App.federation(resources, services)
    }

    var services: Services { .federation(app.resources.database, app.resources.config) }

    /// Writes a post of the blog's, and publishes it unless it is to stay a draft.
    func write(_ title: String, at slug: String, isPublished: Bool = true) async throws {
        let publishing = PostgresPublishing(recording: PostgresActivities(app.resources.database))
        let slug = try #require(Slug(slug))
        try await app.resources.database.run { (transaction: borrowing Transaction) in
            let draft = PostDraft(of: .new, kind: .post, slug: slug, title: title, body: .empty, plainText: "")
            _ = try await publishing.save(draft, in: transaction)
            if isPublished { _ = try await publishing.publish(slug, at: Date(), in: transaction) }
        }
    }
}

extension TestTemplate {
    /// A migrated database that has its signing keys, which take a while to make.
    static let keyed = TestTemplate("keyed") { database in
        try await TestTemplate.migrated.prepare(database)
        let services = Services.federation(database, try TestSite.config(.federation))
        let keys = try services.require(\.signingKeys)
        try await database.run { (transaction: borrowing Transaction) in _ = try await keys.complete(at: Date(), in: transaction) }
    }
}
