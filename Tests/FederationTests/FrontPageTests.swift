import Shared
import SharedHTML
import SharedInfrastructure
import Support
import Testing
@testable import Federation

struct FrontPageTests {
    @Test func `Before anything happened, the front page says so`() async throws {
        try await FederationSite.run { federation async throws in
            let page = try await federation.app.ask("/")
            #expect(page.status == 200 && page.body.contains("Nothing has happened yet"))
            #expect(PageCheck(page.body).faults == [])
        }
    }

    @Test(arguments: HostileNames.all)
    func `What was published is said, with the way to it, and a draft is not`(title: String) async throws {
        try await FederationSite.run { federation async throws in
            try await federation.write(title, at: "loaves")
            try await federation.write("Secret plan", at: "secret-plan", isPublished: false)
            let page = try await federation.app.ask("/")
            #expect(page.body.contains("<a href=\"http://blog.rose-ash.localhost:8000/loaves\">\(("\(title)" as HTML).description)</a>"))
            #expect(page.body.contains("published on the blog"))
            #expect(!page.body.contains("Secret plan"))
            #expect(PageCheck(page.body).faults == [])
        }
    }

    @Test func `Many things of one kind on one day are one piece of news`() async throws {
        try await FederationSite.run { federation async throws in
            for number in 1...6 { try await federation.write("Post \(number)", at: "post-\(number)") }
            let page = try await federation.app.ask("/").body
            #expect(page.contains(">Post 6</a>") && page.contains(">Post 4</a>") && !page.contains(">Post 3</a>"))
            #expect(page.contains("<span>and 3 more</span><span>published on the blog</span>"))
            #expect(page.matches(of: /published on the blog/).count == 1)
            #expect(PageCheck(page).faults == [])
        }
    }

    @Test func `One that would be left out alone is shown`() async throws {
        try await FederationSite.run { federation async throws in
            for number in 1...4 { try await federation.write("Post \(number)", at: "post-\(number)") }
            let page = try await federation.app.ask("/").body
            #expect(page.contains(">Post 1</a>") && !page.contains("more</span>"))
        }
    }
}
