import Shared
import SharedHTML
import SharedInfrastructure
import Support
import Testing
@testable import Federation

struct FrontPageTests {
    @Test func `Before anything happened, the front page says so`() async throws {
        try await FederationSite.run { federation in
            let page = try await federation.app.ask("/")
            #expect(page.status == 200 && page.body.contains("Nothing has happened yet"))
            #expect(PageCheck(page.body).faults == [])
        }
    }

    @Test(arguments: HostileNames.all)
    func `What was published is said, with the way to it, and a draft is not`(title: String) async throws {
        try await FederationSite.run { federation in
            try await federation.write(title, at: "loaves")
            try await federation.write("Secret plan", at: "secret-plan", isPublished: false)
            let page = try await federation.app.ask("/")
            #expect(page.body.contains("<a href=\"http://blog.rose-ash.localhost:8000/loaves\">\(("\(title)" as HTML).description)</a>"))
            #expect(page.body.contains("published on the blog"))
            #expect(!page.body.contains("Secret plan"))
            #expect(PageCheck(page.body).faults == [])
        }
    }
}
