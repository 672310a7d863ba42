import Foundation
import Shared
import SharedHTML
import SharedInfrastructure
import SharedPostgres
import SharedServices
import Support
import Testing
@testable import Federation

struct FrontPageTests {
    @Test func `Before anything happened, the front page says so`() async throws {
        try await run { app in
            let page = try await app.ask("/")
            #expect(page.status == 200 && page.body.contains("Nothing has happened yet"))
            #expect(PageCheck(page.body).faults == [])
        }
    }

    @Test(arguments: HostileNames.all)
    func `What was published is said, with the way to it, and a draft is not`(title: String) async throws {
        try await run { app in
            try await write(title, at: "loaves", isPublished: true, in: app.resources.database)
            try await write("Secret plan", at: "secret-plan", isPublished: false, in: app.resources.database)
            let page = try await app.ask("/")
            #expect(page.body.contains("<a href=\"http://blog.rose-ash.localhost:8000/loaves\">\(("\(title)" as HTML).description)</a>"))
            #expect(page.body.contains("published on the blog"))
            #expect(!page.body.contains("Secret plan") && !page.body.contains("<script"))
            #expect(PageCheck(page.body).faults == [])
        }
    }

    @Test func `The co-op's card is its own, and nobody else's`() async throws {
        let card = CooperativeCard(site: .test)
        #expect(try await card.render(FragmentQuery(["actor": "cooperative"]), for: Visitor()).html.description.contains("The co-op"))
        await #expect(throws: FragmentError.notFound) { try await card.render(FragmentQuery(["actor": "maya"]), for: Visitor()) }
        await #expect(throws: FragmentError.notFound) { try await card.render(FragmentQuery([:]), for: Visitor()) }
    }

    private func run(_ body: (App) async throws -> Void) async throws {
        try await withApp(of: .federation, { try App.federation($0, .federation($0.database)) }, body)
    }

    private func write(_ title: String, at slug: String, isPublished: Bool, in database: Database) async throws {
        let publishing = PostgresPublishing(recording: PostgresActivities(database))
        let slug = try #require(Slug(slug))
        try await database.run { (transaction: borrowing Transaction) in
            let draft = PostDraft(of: .new, kind: .post, slug: slug, title: title, body: .empty, plainText: "")
            _ = try await publishing.save(draft, in: transaction)
            if isPublished { _ = try await publishing.publish(slug, at: Date(), in: transaction) }
        }
    }
}
