import HTTPTypes
import Shared
import SharedHTML
import SharedInfrastructure
import Support
import Testing
@testable import Blog

struct PostPageTests {
    @Test func `A reader reads a post, with who wrote it and what it is about`() async throws {
        try await BlogSite.run { blog in
            let bread = try await blog.tag("Bread", at: "bread")
            let maya = try await blog.author("Maya", at: "maya")
            try await blog.write("Loaves", at: "loaves", body: "<p>Two <em>hundred</em>.</p>", tags: [bread], authors: [maya])
            let page = try await blog.app.ask("/loaves")
            #expect(page.status == 200)
            #expect(page.body.contains("<h1>Loaves</h1>"))
            #expect(page.body.contains("<p>Two <em>hundred</em>.</p>"))
            #expect(page.body.contains("<a href=\"/author/maya\">Maya</a>"))
            #expect(page.body.contains("<a rel=\"tag\" href=\"/tag/bread\">Bread</a>"))
            #expect(page.body.contains("<meta property=\"og:type\" content=\"article\">"))
            #expect(page.body.contains("<link rel=\"canonical\" href=\"http://blog.rose-ash.localhost:8000/loaves\">"))
            #expect(PageCheck(page.body).faults == [])
        }
    }

    @Test func `A draft is not there, and one that was unpublished is no longer`() async throws {
        try await BlogSite.run { blog in
            try await blog.write("Secret plan", at: "secret-plan", daysAgo: nil)
            try await blog.write("Second thoughts", at: "second-thoughts")
            #expect(try await blog.app.ask("/secret-plan").status == 404)
            _ = try await Editing(.blog(blog.app.resources.database)).unpublish(try #require(Slug("second-thoughts")))
            let gone = try await blog.app.ask("/second-thoughts")
            #expect(gone.status == 404 && !gone.body.contains("Second thoughts"))
        }
    }

    @Test func `An old address leads to the new one`() async throws {
        try await BlogSite.run { blog in
            let id = try await blog.write("Loaves", at: "loaves")
            try await blog.write("Two hundred loaves", at: "two-hundred-loaves", of: .existing(id))
            let old = try await blog.app.ask("/loaves")
            #expect(old.status == 301)
            #expect(old.headers[.cacheControl] == "no-cache")
            #expect(old.headers[.location] == "/two-hundred-loaves")
            #expect(try await blog.app.ask("/two-hundred-loaves").status == 200)
        }
    }

    @Test(arguments: HostileNames.all)
    func `A hostile title is shown as it is, everywhere`(title: String) async throws {
        try await BlogSite.run { blog in
            // Names of tags and authors hold 191 characters.
            let name = String(title.prefix(190))
            let tag = try await blog.tag(name, at: "tag")
            let author = try await blog.author(name, at: "author")
            try await blog.write(title, at: "hostile", tags: [tag], authors: [author])
            for (path, shown) in [("/", title), ("/hostile", title), ("/tag/tag", name), ("/author/author", name)] {
                let page = try await blog.app.ask(path)
                #expect(page.status == 200)
                #expect(page.body.contains(("\(shown)" as HTML).description))
                #expect(PageCheck(page.body).faults == [])
            }
        }
    }

    @Test func `What is for members shows its beginning to everybody, and the rest to a member`() async throws {
        try await BlogSite.run { blog in
            try await blog.write("For us", at: "for-us", body: "<p>The door's code.</p>", access: .members)
            let page = try await blog.app.ask("/for-us")
            #expect(page.status == 200)
            #expect(!page.body.contains("The door's code"))
            #expect(page.body.contains("is for members"))
        }
    }

    @Test(arguments: ["/nothing", "/NOTHING", "/with space", "/%00", "/a--b", "/-", "/tag/nothing", "/author/nothing", "/tag", "/a/b/c"])
    func `An address where nothing is says so`(path: String) async throws {
        try await BlogSite.run { blog in
            let page = try await blog.app.ask(path.replacing(" ", with: "%20"))
            #expect(page.status == 404)
            #expect(page.body.contains("<h1>"))
            #expect(page.headers[.cacheControl] == "no-store")
        }
    }

    @Test func `A page can hold a market and a calendar: their services' cards have a place in it`() async throws {
        let page = PostSummary.page(titled: "Saturday")
        let alone = PostSurroundings(authors: [], older: nil, newer: nil, related: [])
        let post = PostDetail(summary: page, body: .empty, metadata: PostMetadata())
        let fragments = PostPage(post: post, surroundings: alone, isOpen: true, site: .test).body.fragments
        #expect(fragments.map(\.type.origin) == [.market, .events])
        #expect(fragments.allSatisfy { $0.address.hasSuffix("container=\(page.id)") })
    }
}
