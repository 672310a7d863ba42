import FoundationEssentials
import Shared
import SharedPostgres
import Support
import Testing

@testable import Blog

@Suite struct RepeatedImportTests {
    @Test(arguments: ["ghost-0", "ghost-3", "ghost-5"])
    func `an import that is repeated changes nothing`(_ export: String) async throws {
        try await withBlog { blog in
            try await blog.load(GhostFixture.read(export))
            let before = try await state(of: blog)
            let (lines, summary) = try await blog.load(GhostFixture.read(export))
            #expect(summary.count("created") + summary.count("updated") == 0, "\(lines)")
            #expect(try await state(of: blog) == before)
        }
    }

    @Test func `what changed in Ghost is updated, and an old address leads to the new one`() async throws {
        try await withBlog { blog in
            try await blog.load(GhostFixture.read("ghost-3"))
            let changed = try GhostFixture.read("ghost-3", replacing: "\"sowing-in-spring\"", with: "\"sowing\"")
            let (lines, summary) = try await blog.load(changed)
            #expect(lines["post sowing"]?.outcome == .updated)
            #expect(summary.count("updated") == 1)
            let new = try #require(Slug("sowing"))
            #expect(try await blog.find("sowing-in-spring") == .moved(to: new))
        }
    }

    @Test func `a post that was withdrawn in Ghost is withdrawn here`() async throws {
        try await withBlog { blog in
            try await blog.load(GhostFixture.read("ghost-5"))
            try await blog.load(GhostFixture.read("ghost-5", replacing: "\"status\": \"published\"", with: "\"status\": \"draft\""))
            #expect(try await blog.status(of: "beds") == .draft)
            try await blog.load(GhostFixture.read("ghost-5"))
            #expect(try await blog.status(of: "beds") == .published)
        }
    }

    @Test func `what an editor changed here is left alone, until it is to be overwritten`() async throws {
        try await withBlog { blog in
            try await blog.load(GhostFixture.read("ghost-3"))
            try await blog.edit("sowing-in-spring", title: "Sowing, by Maya")
            let changed = try GhostFixture.read("ghost-3", replacing: "\"Sowing in spring\"", with: "\"Sowing anew\"")
            let (lines, _) = try await blog.load(changed)
            #expect(lines["post sowing-in-spring"]?.description.contains("changed here since it was imported") == true)
            #expect(try await blog.post("sowing-in-spring")?.summary.title == "Sowing, by Maya")
            let (forced, _) = try await blog.load(changed, overwrites: true)
            #expect(forced["post sowing-in-spring"]?.outcome == .updated)
            #expect(try await blog.post("sowing-in-spring")?.summary.title == "Sowing anew")
            let (after, _) = try await blog.load(changed)
            #expect(after["post sowing-in-spring"]?.outcome == .unchanged)
        }
    }

    @Test func `a scheduled post that was published in its time was not changed by anybody`() async throws {
        try await withBlog { blog in
            // Soon, since only what the clock allows is published: a minute's grace.
            let (soon, later) = (Date() + 30, Date() + 31)
            func export(_ title: String) throws -> GhostExport {
                try GhostFixture.read(
                    "ghost-5", replacing: ["\"Next year\"": "\"\(title)\"", "2099-01-01T00:00:00.000Z": soon.ISO8601Format()])
            }
            try await blog.load(export("Soon"))
            #expect(try await blog.status(of: "next-year") == .scheduled)
            try await blog.database.run { (transaction: borrowing Transaction) in
                _ = try await blog.services.require(\.publishing).publishDue(at: later, in: transaction)
            }
            let (lines, _) = try await blog.load(export("At last"), at: later)
            #expect(lines["post next-year"]?.outcome == .updated)
            #expect(try await blog.status(of: "next-year") == .published)
        }
    }

    @Test func `a post of ours at the same address stays, and Ghost's gets the next`() async throws {
        try await withBlog { blog in
            let slug = try #require(Slug("about"))
            try await blog.database.run { (transaction: borrowing Transaction) in
                let draft = PostDraft(of: .new, kind: .page, slug: slug, title: "Ours", body: .empty, plainText: "")
                let publishing = try blog.services.require(\.publishing)
                _ = try await publishing.save(draft, in: transaction)
                _ = try await publishing.publish(slug, at: nil, in: transaction)
            }
            for outcome in [ImportLine.Outcome.created, .unchanged] {
                let (lines, _) = try await blog.load(GhostFixture.read("ghost-3"))
                #expect(lines["page about"]?.outcome == outcome)
                #expect(lines["page about"]?.notes.contains("it is at about-2, since something else is at about") == true)
                #expect(try await blog.post("about")?.summary.title == "Ours")
                #expect(try await blog.post("about-2")?.summary.title == "About us")
            }
        }
    }

    @Test func `a post that would be hidden behind the blog's own addresses gets another, and keeps it`() async throws {
        try await withBlog { blog in
            for outcome in [ImportLine.Outcome.created, .unchanged] {
                let (lines, _) = try await blog.load(GhostFixture.read("ghost-3", replacing: "\"about\"", with: "\"search\""))
                #expect(lines["page search"]?.outcome == outcome)
                #expect(
                    lines["page search"]?.notes.contains("it is at search-2, since search begins addresses of the blog itself") == true)
                #expect(try await blog.post("search-2")?.summary.title == "About us")
            }
        }
    }

    @Test func `a tag and an author of ours at the same address are used as they are`() async throws {
        try await withBlog { blog in
            let (tag, author) = (try #require(Slug("growing")), try #require(Slug("maya")))
            try await blog.database.run { (transaction: borrowing Transaction) in
                let publishing = try blog.services.require(\.publishing)
                _ = try await publishing.save(TagDraft(of: .new, slug: tag, name: "Growing things"), in: transaction)
                _ = try await publishing.save(AuthorDraft(of: .new, slug: author, name: "Maya"), in: transaction)
            }
            let (lines, _) = try await blog.load(GhostFixture.read("ghost-3"))
            #expect(lines["tag growing"]?.outcome == .skipped("the tag that is at growing here is used"))
            #expect(lines["author maya"]?.outcome == .skipped("the author who is at maya here is used"))
            let post = try #require(try await blog.post("sowing-in-spring"))
            #expect(post.summary.tags.map(\.name) == ["Growing things"])
            #expect(post.summary.authors.map(\.name) == ["Maya", "Omar"])
        }
    }

    @Test func `a menu that was made here stays`() async throws {
        try await withBlog { blog in
            let menus = try blog.services.require(\.menus)
            let ours = [Menu.Item(label: "Ours", target: .heading)]
            try await blog.database.run { (transaction: borrowing Transaction) in
                _ = try await menus.replace(.primary, with: ours, basedOn: nil, in: transaction)
            }
            let (lines, _) = try await blog.load(GhostFixture.read("ghost-3"))
            #expect(lines["menu navigation"]?.description.contains("made or changed here") == true)
            #expect(try await menus.menu(.primary).items == ours)
        }
    }

    @Test func `an import that was interrupted is completed by the next`() async throws {
        try await withBlog { blog in
            let export = try GhostFixture.read("ghost-3")
            await #expect(throws: CancellationError.self) {
                var count = 0
                _ = try await GhostImport(blog.services).run(export) { _ in
                    count += 1
                    if count == 5 { withUnsafeCurrentTask { $0?.cancel() } }
                }
            }
            #expect(try await blog.post("sowing-in-spring") == nil)
            let finished = try await Task { try await blog.load(export).summary }.value
            #expect(finished.count("unchanged") == 4)
            #expect(finished.count("created") == 4)
        }
    }

    @Test func `a database that is gone ends the import, and blames no row`() async throws {
        try await withBlog { blog in
            let export = try GhostFixture.read("ghost-3")
            let other = try Database(try PostgresConfiguration(url: "postgres://nobody@127.0.0.1:1/none"), logger: .silent)
            var lines: [ImportLine] = []
            await #expect(throws: PostgresError.self) {
                _ = try await GhostImport(.blog(other)).run(export) { lines.append($0) }
            }
            #expect(lines.isEmpty)
            await other.shutDown()
        }
    }

    /// Every version and activity there is.
    private func state(of blog: ImportedBlog) async throws -> [String] {
        try await blog.database.query(
            """
            select 'post ' || external_key || ' ' || version || ' ' || status as line from blog.posts
            union all select 'tag ' || external_key || ' ' || version from blog.tags
            union all select 'author ' || external_key || ' ' || version from blog.authors
            union all select 'menu ' || name || ' ' || version from blog.menus
            union all select 'activities ' || count(*) from public.ap_activities
            order by line
            """
        ).map { try $0["line"] }
    }
}
