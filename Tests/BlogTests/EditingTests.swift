import ArgumentParser
import Foundation
import Shared
import SharedInfrastructure
import Support
import Testing
@testable import Blog

struct EditingTests {
    @Test func `An operator publishes a draft, which readers then see`() async throws {
        try await BlogSite.run { blog in
            try await blog.write("Ready", at: "ready", daysAgo: nil)
            let editing = try Editing(.blog(blog.app.resources.database))
            let slug = try #require(Slug("ready"))
            #expect(try await editing.publish(slug, at: Date()) == .updated)
            #expect(try await blog.app.ask("/ready").status == 200)
            #expect(try await editing.unpublish(slug) == .updated)
            #expect(try await editing.unpublish(slug) == .unchanged)
        }
    }

    @Test func `What cannot be done is said in one line`() async throws {
        try await BlogSite.run { blog in
            let editing = try Editing(.blog(blog.app.resources.database))
            await #expect(throws: OperatorError("there is no post or page nothing, published or not")) {
                try await editing.publish(try #require(Slug("nothing")), at: Date())
            }
        }
    }

    @Test(arguments: [["publish"], ["publish", "Not A Slug"], ["nonsense"], ["demo", "--content"]])
    func `A command that cannot be understood says how it is meant`(words: [String]) throws {
        #expect(throws: (any Error).self) { try BlogApp.parseAsRoot(words) }
    }
}
