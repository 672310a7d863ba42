import Foundation
import Shared
import SharedInfrastructure
import SharedPostgres
import Support
import Testing
@testable import Blog

struct DemoBlogTests {
    @Test func `The demo's posts and pages are all there, and every page is well formed`() async throws {
        try await BlogSite.run(from: .demoBlog) { blog in
            let front = try await blog.app.ask("/")
            #expect(front.body.contains("Two hundred loaves and one oven"))
            let names = try FileManager.default.contentsOfDirectory(atPath: "\(repositoryRoot)/Deploy/demo/blog").map {
                $0.replacing(".html", with: "")
            }
            #expect(names.count == 33)
            let cast = try content.decode(DemoCast.self, from: "blog.json")
            let lists = cast.tags.map { "tag/\($0.slug)" } + cast.authors.map { "author/\($0.slug)" }
            for path in names + lists + [""] {
                let page = try await blog.app.ask("/\(path)")
                #expect(page.status == 200)
                #expect(PageCheck(page.body).faults == [], "\(path)")
            }
        }
    }

    @Test func `Every author and tag of the demo has something to show, and every post a picture that says what is seen`() throws {
        let cast = try content.decode(DemoCast.self, from: "blog.json")
        let posts = try articles.filter { $0.kind == .post }
        #expect(posts.count == 26)
        #expect(posts.filter(\.isFeatured).count == 1 && posts.filter { $0.access == .members }.count == 1)
        for author in cast.authors { #expect(posts.contains { $0.list("authors").contains(author.slug.value) }, "\(author.name)") }
        for tag in cast.tags { #expect(posts.contains { $0.list("tags").contains(tag.slug.value) }, "\(tag.name)") }
        for post in posts {
            #expect(post.picture(of: content)?.alternative.isEmpty == false, "\(post.slug)")
            // One that nobody has drawn is a file of the site's own.
            #expect(post.picture(of: content)?.address.hasPrefix("/pictures/") == true, "\(post.slug)")
            #expect(!post.body(of: content).markup.contains("/assets/"), "\(post.slug)")
            #expect(post.excerpt != nil && (post.daysAgo ?? 0) < 280, "\(post.slug)")
        }
    }

    @Test func `The links of the demo's posts lead to its own posts and pages`() throws {
        let slugs = try Set(articles.map(\.slug.value))
        var links = 0
        for article in try articles {
            for link in article.markup.matches(of: /href="\/([^"]*)"/) {
                links += 1
                #expect(slugs.contains(String(link.1)), "\(article.slug)")
            }
        }
        #expect(links > 10)
    }

    @Test func `The demo's menu is two levels of at most six, and short enough for a telephone`() throws {
        let menu = try content.decode(DemoCast.self, from: "blog.json").menu
        #expect(menu.count <= 6 && menu.allSatisfy { $0.label.count <= 10 })
        for item in menu {
            #expect((item.children ?? []).count <= 6 && (item.children ?? []).allSatisfy { $0.children == nil })
        }
    }

    @Test func `A stranger reads of a demo post for members what it is about, and not what the van costs`() async throws {
        try await BlogSite.run(from: .demoBlog) { blog in
            let page = try await blog.app.ask("/what-the-van-costs").body
            #expect(page.contains("before the meeting decides") && !page.contains("The clutch"))
        }
    }

    private var content: DemoContent { DemoContent(folder: "\(repositoryRoot)/Deploy/demo") }
    private var articles: [DemoArticle] {
        get throws { try content.texts(in: "blog", suffix: ".html").map { try DemoArticle(name: $0.name, text: $0.text) } }
    }

    @Test func `Loading it again on another day changes nothing`() async throws {
        try await BlogSite.run(from: .demoBlog) { blog in
            let database = blog.app.resources.database
            let before = try await activities(in: database)
            let front = try await blog.app.ask("/").body
            let again = try await DemoBlog(.blog(database)).load(
                content, on: Date().addingTimeInterval(864_000))
            #expect(again == 33)
            #expect(try await activities(in: database) == before)
            #expect(try await blog.app.ask("/").body == front)
        }
    }

    private func activities(in database: Database) async throws -> Int {
        try await database.query("select count(*) as count from ap_activities")[0]["count"]
    }

    @Test func `A demo that is not there, or not as it should be, is one line for the operator`() async throws {
        try await BlogSite.run { blog in
            let demo = try DemoBlog(.blog(blog.app.resources.database))
            await #expect(throws: OperatorError.self) { try await demo.load(DemoContent(folder: "/nowhere"), on: Date()) }
            #expect(throws: OperatorError("x: no empty line before the body")) { try DemoArticle(name: "x", text: "title: X") }
            #expect(throws: OperatorError("x: it needs a title and days-ago")) { try DemoArticle(name: "x", text: "title: X\n\n<p>Y</p>") }
        }
    }
}
