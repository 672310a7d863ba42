import SharedInfrastructure
import Shared
import Support
import Testing
@testable import Blog

struct FrontPageTests {
    @Test func `A reader sees the newest post first, and those before it by date`() async throws {
        try await BlogSite.run { blog in
            try await blog.write("Older", at: "older", daysAgo: 5)
            try await blog.write("Newest", at: "newest", daysAgo: 1)
            try await blog.write("Middle", at: "middle", daysAgo: 3)
            let page = try await blog.app.ask("/")
            #expect(page.status == 200)
            let order = ["Newest", "Middle", "Older"].map { page.body.firstRange(of: ">\($0)</a>")?.lowerBound }
            #expect(order.allSatisfy { $0 != nil })
            #expect(order.compactMap { $0 } == order.compactMap { $0 }.sorted())
        }
    }

    @Test func `Pages of the site and drafts stand in no list`() async throws {
        try await BlogSite.run { blog in
            try await blog.write("About us", at: "about", kind: .page)
            try await blog.write("Half a thought", at: "half", daysAgo: nil)
            let page = try await blog.app.ask("/")
            #expect(!page.body.contains("About us"))
            #expect(!page.body.contains("Half a thought"))
            #expect(page.body.contains("Nothing is published yet"))
        }
    }

    @Test func `Many posts are on several pages, each with the way to the next`() async throws {
        try await BlogSite.run { blog in
            for number in 1...14 { try await blog.write("Post \(number)", at: "post-\(number)", daysAgo: Double(number)) }
            let (first, second) = (try await blog.app.ask("/"), try await blog.app.ask("/?page=2"))
            #expect(first.body.contains("Page 1 of 2") && first.body.contains("href=\"/?page=2\""))
            #expect(second.status == 200 && second.body.contains("Post 14") && !second.body.contains(">Post 1</a>"))
            #expect(second.body.contains("<link rel=\"canonical\" href=\"http://blog.rose-ash.localhost:8000/?page=2\">"))
        }
    }

    @Test(
        arguments: [
            "page=-1", "page=0", "page=2", "page=99999999999", "page=abc", "page=01", "page=1e1", "page=+1", "page=", "page=1&page=1",
            "page=%FF",
        ])
    func `A page that no link of ours leads to is not there`(query: String) async throws {
        try await BlogSite.run { blog in
            try await blog.write("Only one", at: "only-one")
            let page = try await blog.app.ask("/?\(query)")
            #expect(page.status == 404)
            #expect(PageCheck(page.body).faults == [])
        }
    }

    @Test func `Items of the query that mean nothing here change nothing`() async throws {
        try await BlogSite.run { blog in
            try await blog.write("Only one", at: "only-one")
            #expect(try await blog.app.ask("/?utm_source=x&fbclid=<script>").body.contains("Only one"))
        }
    }
}
