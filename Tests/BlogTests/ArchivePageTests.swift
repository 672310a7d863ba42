import FoundationEssentials
import Shared
import SharedInfrastructure
import Support
import Testing
@testable import Blog

struct ArchivePageTests {
    @Test func `A reader finds all of the blog by month, by subject and by who wrote it`() async throws {
        try await BlogSite.run { blog in
            let bread = try await blog.tag("Bread", at: "bread")
            let maya = try await blog.author("Maya Adeyemi", at: "maya")
            try await blog.write("Loaves", at: "loaves", tags: [bread], authors: [maya])
            let all = try await blog.app.ask("/archive/all")
            #expect(all.status == 200 && PageCheck(all.body).faults == [])
            #expect(
                all.body.contains("href=\"/tag/bread\"") && all.body.contains("href=\"/author/maya\"") && all.body.contains(">MA</span>"))
            let link = try #require(all.body.firstMatch(of: /href="(\/archive\/[0-9]{4}-[0-9]{2})"/)).1
            let month = try await blog.app.ask(String(link))
            #expect(month.status == 200 && month.body.contains(">Loaves</a>") && PageCheck(month.body).faults == [])
        }
    }

    @Test(arguments: ["1999-01", "2026-13", "2026-00", "2026-1", "0000-01", "26-01", "%2D026-01", "2026-01-01", "all/"])
    func `A month without posts, or that is none, has no page`(month: String) async throws {
        try await BlogSite.run { blog in
            try await blog.write("Loaves", at: "loaves")
            #expect(try await blog.app.ask("/archive/\(month)").status == (month == "all/" ? 200 : 404))
        }
    }

    @Test func `An empty blog's archive says so`() async throws {
        try await BlogSite.run { blog in
            let all = try await blog.app.ask("/archive/all")
            #expect(all.status == 200 && all.body.contains("Nothing is published yet") && PageCheck(all.body).faults == [])
        }
    }

    @Test func `A post shows who wrote it, its neighbours and what is like it`() async throws {
        try await BlogSite.run { blog in
            let bread = try await blog.tag("Bread", at: "bread")
            let maya = try await blog.author("Maya", at: "maya")
            try await blog.write("First", at: "first", daysAgo: 3, tags: [bread])
            try await blog.write("Second", at: "second", daysAgo: 2, tags: [bread], authors: [maya])
            try await blog.write("Third", at: "third", daysAgo: 1)
            let page = try await blog.app.ask("/second").body
            #expect(page.contains("<a rel=\"prev\" href=\"/first\">") && page.contains("<a rel=\"next\" href=\"/third\">"))
            #expect(page.contains("More like this") && page.contains("class=\"writer\""))
            #expect(PageCheck(page).faults == [])
        }
    }
}
