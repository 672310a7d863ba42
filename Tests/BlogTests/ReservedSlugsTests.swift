import Shared
import SharedInfrastructure
import SharedPostgres
import Support
import Testing
@testable import Blog

struct ReservedSlugsTests {
    /// What the blog's own addresses begin with.
    private static let firsts: Set<String> = {
        let own = [
            BlogPaths.tagPattern, BlogPaths.authorPattern, BlogPaths.archivePattern, BlogPaths.monthPattern, BlogPaths.designPattern,
            BlogPaths.problemPattern, SearchPaths.pattern, SearchPaths.suggestionsPattern, "/assets/site.css", "/pictures/x/640.jpg",
            "/internal/fragments/x",
        ]
        return Set(own.compactMap { $0.split(separator: "/").first.map(String.init) })
    }()

    @Test(arguments: firsts.sorted())
    func `No post is where the blog's own addresses begin, since nobody would find it there`(word: String) async throws {
        try await BlogSite.run { blog in
            let slug = try #require(Slug(word))
            await #expect(throws: PublishingError.slugReserved(slug)) { try await blog.write("Hidden", at: word) }
            // One that got there some other way is not to be seen, so that no word is refused for nothing.
            try await blog.write("Hidden", at: "elsewhere")
            try await blog.app.resources.database.query("update blog.posts set slug = \(slug) where slug = 'elsewhere'")
            #expect(try await !blog.app.ask("/\(word)").body.contains("<h1>Hidden</h1>"))
        }
    }

    @Test(arguments: ["searching", "tags", "archives", "health", "pictures-of-leeks"])
    func `Other words are free`(word: String) async throws {
        try await BlogSite.run { blog in
            try await blog.write("Seen", at: word)
            #expect(try await blog.app.ask("/\(word)").body.contains("<h1>Seen</h1>"))
        }
    }

    @Test func `An editor is told in a sentence`() throws {
        let error = PublishingError.slugReserved(try #require(Slug("search")))
        #expect(error.sentence == "search begins addresses of the blog itself; take another word")
    }
}
