import SharedInfrastructure
import Support
import Testing
@testable import Blog

struct DesignPageTests {
    @Test func `Every part of the look stands on one page that is well made`() async throws {
        try await BlogSite.run { blog in
            let page = try await blog.app.ask("/site/design")
            #expect(page.status == 200 && PageCheck(page.body).faults == [])
            for part in [
                "<dialog", "<progress", "class=\"chart\"", "class=\"tabs\"", "class=\"crumbs\"", "class=\"toast", "<textarea",
                "class=\"badge",
            ] {
                #expect(page.body.contains(part), "\(part)")
            }
        }
    }

    @Test(arguments: DesignPage.problems)
    func `Each page that one sees when something is wrong can be looked at`(status: Int) async throws {
        try await BlogSite.run { blog in
            let page = try await blog.app.ask("/site/design/\(status)")
            #expect(page.status == status && page.body.contains("<h1>") && PageCheck(page.body).faults == [])
        }
    }

    @Test func `There is no page of a problem that nobody has`() async throws {
        try await BlogSite.run { blog async throws in
            for status in ["200", "600", "0404", "x"] { #expect(try await blog.app.ask("/site/design/\(status)").status == 404) }
        }
    }
}
