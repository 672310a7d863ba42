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
            #expect(names.count >= 12)
            for path in names + ["", "tag/kitchen", "author/maya"] {
                let page = try await blog.app.ask("/\(path)")
                #expect(page.status == 200)
                #expect(PageCheck(page.body).faults == [], "\(path)")
            }
        }
    }

    @Test func `Loading it again on another day changes nothing`() async throws {
        try await BlogSite.run(from: .demoBlog) { blog in
            let database = blog.app.resources.database
            let before = try await activities(in: database)
            let front = try await blog.app.ask("/").body
            let again = try await DemoBlog(.blog(database)).load(
                DemoContent(folder: "\(repositoryRoot)/Deploy/demo"), on: Date().addingTimeInterval(864_000))
            #expect(again >= 12)
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
