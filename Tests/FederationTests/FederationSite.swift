import Foundation
import Shared
import SharedInfrastructure
import SharedPostgres
import SharedServices
import Support
import Testing
@testable import Federation

/// The federation service over a database of its own, and the pen of an editor.
struct FederationSite {
    let app: App

    static func run<Result: Sendable>(
        limits: SignInLimits = SignInLimits(), log: RecordedLines = RecordedLines(), _ body: (FederationSite) async throws -> Result
    ) async throws -> Result {
        try await withApp(of: .federation, log: log, { try App.federation($0, .federation($0.database, limits: limits)) }) { app in
            try await body(FederationSite(app: app))
        }
    }

    static func runOverSockets<Result: Sendable>(
        limits: SignInLimits = SignInLimits(), _ body: (RunningApp) async throws -> Result
    ) async throws -> Result {
        try await withRunningApp(of: .federation, { try App.federation($0, .federation($0.database, limits: limits)) }) { _, running in
            try await body(running)
        }
    }

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
