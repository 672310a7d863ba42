import FoundationEssentials
import Shared
import Testing

@Suite struct PostsTests {
    @Test func `a reader finds a published post with all that it says`() async throws {
        try await withCoOp { coOp async throws in
            let soup = try await coOp.save(TagDraft(of: .new, slug: try slug("soup"), name: "Soup")).id
            let hidden = try await coOp.save(TagDraft(of: .new, slug: try slug("hash-soup"), name: "#soup", isInternal: true)).id
            let maya = try await coOp.save(AuthorDraft(of: .new, slug: try slug("maya"), name: "Maya")).id
            let omar = try await coOp.save(AuthorDraft(of: .new, slug: try slug("omar"), name: "Omar")).id
            let moment = Date.now(plusDays: -2)
            let edited = Date.now(plusDays: -1)
            let picture = Picture(address: "/pictures/leek.jpg", alternative: "A leek", width: 800, height: 600)
            let metadata = PostMetadata(
                title: "Leek & potato soup", description: "For cold days", canonicalAddress: "https://example.org/soup",
                pictureAddress: "/pictures/soup.jpg")
            let draft = PostDraft(
                of: .new, kind: .post, slug: try slug("leek-soup"), title: "Leek soup", excerpt: "Warm.",
                body: SanitizedHTML(alreadySanitized: "<p>Leeks, potatoes.</p>"), plainText: "Leeks, potatoes.", picture: picture,
                isFeatured: true, access: .members, tags: [hidden, soup], authors: [omar, maya], metadata: metadata, editedAt: edited)
            let saved = try await coOp.save(draft)
            try await coOp.publish(draft.slug, at: moment)
            let summary = PostSummary(
                id: saved.id, kind: .post, slug: draft.slug, title: "Leek soup", excerpt: "Warm.", picture: picture, publishedAt: moment,
                updatedAt: edited, isFeatured: true, access: .members, tags: [NamedSlug(slug: try slug("soup"), name: "Soup")],
                authors: [NamedSlug(slug: try slug("omar"), name: "Omar"), NamedSlug(slug: try slug("maya"), name: "Maya")],
                version: Version(2))
            #expect(
                try await coOp.posts.find(draft.slug) == .found(PostDetail(summary: summary, body: draft.body, metadata: metadata)))
            #expect(try await coOp.posts.summary(of: saved.id) == summary)
        }
    }

    @Test func `what is not published is not there`() async throws {
        try await withCoOp { coOp async throws in
            let draft = try await coOp.save(
                .short("a-draft", tags: [try await coOp.save(TagDraft(of: .new, slug: try slug("soup"), name: "Soup")).id]))
            try await coOp.save(.short("planned"))
            try await coOp.schedule(slug("planned"), for: .now(plusDays: 1))
            #expect(try await coOp.posts.find(slug("a-draft")) == .missing)
            #expect(try await coOp.posts.find(slug("planned")) == .missing)
            #expect(try await coOp.posts.find(slug("never-was")) == .missing)
            #expect(try await coOp.posts.latest(PageRequest()) == Listing(items: [], total: 0, page: PageRequest()))
            #expect(try await coOp.posts.summary(of: draft.id) == nil)
            #expect(try await coOp.posts.summary(of: ID()) == nil)
            #expect(try await coOp.posts.tagged(slug("soup"), PageRequest())?.posts.total == 0)
            #expect(try await coOp.posts.tags().isEmpty)
        }
    }

    @Test func `a post that moved is found through every slug that it had`() async throws {
        try await withCoOp { coOp async throws in
            let id = try await coOp.published("first-name")
            try await coOp.save(.short("second-name", of: .existing(id)))
            try await coOp.save(.short("third-name", of: .existing(id)))
            #expect(try await coOp.posts.find(slug("first-name")) == .moved(to: slug("third-name")))
            #expect(try await coOp.posts.find(slug("second-name")) == .moved(to: slug("third-name")))
            guard case .found(let post) = try await coOp.posts.find(slug("third-name")) else {
                Issue.record("not found")
                return
            }
            #expect(post.summary.id == id)
            try await coOp.unpublish(slug("third-name"))
            #expect(try await coOp.posts.find(slug("first-name")) == .missing)
        }
    }

    @Test func `a slug that a post left belongs to the post that takes it`() async throws {
        try await withCoOp { coOp async throws in
            let first = try await coOp.published("news")
            try await coOp.save(.short("old-news", of: .existing(first)))
            try await coOp.published("news")
            guard case .found(let post) = try await coOp.posts.find(slug("news")) else {
                Issue.record("not found")
                return
            }
            #expect(post.summary.id != first)
            // And back again: the first takes it when the other has left it.
            try await coOp.save(.short("newer-news", of: .existing(post.summary.id)))
            try await coOp.save(.short("news", of: .existing(first)))
            #expect(try await coOp.posts.find(slug("old-news")) == .moved(to: slug("news")))
            #expect(try await coOp.posts.summary(of: first)?.slug == slug("news"))
        }
    }

    @Test func `the list has posts without pages, the latest first, part by part`() async throws {
        try await withCoOp { coOp async throws in
            for day in 1...5 { try await coOp.published("post-\(day)", daysAgo: Double(day)) }
            try await coOp.published("about", kind: .page)
            let first = try await coOp.posts.latest(PageRequest(1, size: 2))
            #expect(first.items.map(\.slug.value) == ["post-1", "post-2"])
            #expect(first.total == 5 && first.pages == 3)
            #expect(try await coOp.posts.latest(PageRequest(3, size: 2)).items.map(\.slug.value) == ["post-5"])
            let beyond = try await coOp.posts.latest(PageRequest(9, size: 2))
            #expect(beyond.items.isEmpty && beyond.total == 5)
        }
    }

    @Test func `tags and authors have their posts`() async throws {
        try await withCoOp { coOp async throws in
            let picture = Picture(address: "/leek.jpg", alternative: "A leek", width: 10, height: 20)
            let soup = TagDraft(of: .new, slug: try slug("soup"), name: "Soup", about: "Warm things", picture: picture)
            let tag = try await coOp.save(soup).id
            let hidden = try await coOp.save(TagDraft(of: .new, slug: try slug("hash-x"), name: "#x", isInternal: true)).id
            let maya = AuthorDraft(
                of: .new, slug: try slug("maya"), name: "Maya", about: "Cooks", picture: picture, website: "https://maya.example")
            let author = try await coOp.save(maya).id
            for day in 1...3 { try await coOp.published("soup-\(day)", daysAgo: Double(day), tags: [tag, hidden], authors: [author]) }
            try await coOp.published("salad", authors: [author])
            try await coOp.published("a-page", kind: .page, tags: [tag], authors: [author])
            try await coOp.save(.short("draft-soup", tags: [tag], authors: [author]))

            let tagged = try #require(try await coOp.posts.tagged(soup.slug, PageRequest(1, size: 2)))
            #expect(
                tagged.tag
                    == Shared.Tag(
                        id: tag, slug: soup.slug, name: "Soup", about: "Warm things", picture: picture, isInternal: false, version: .first))
            #expect(tagged.posts.items.map(\.slug.value) == ["soup-1", "soup-2"] && tagged.posts.total == 3)
            #expect(tagged.posts.items.first?.picture == nil)
            let written = try #require(try await coOp.posts.written(by: maya.slug, PageRequest()))
            #expect(
                written.author
                    == Author(
                        id: author, slug: maya.slug, name: "Maya", about: "Cooks", picture: picture, website: "https://maya.example",
                        person: nil, version: .first))
            #expect(written.posts.total == 4)
            #expect(try await coOp.posts.tagged(soup.slug, PageRequest(9))?.posts == Listing(items: [], total: 3, page: PageRequest(9)))
            #expect(try await coOp.posts.tagged(slug("hash-x"), PageRequest()) == nil)
            #expect(try await coOp.posts.tagged(slug("nobody"), PageRequest()) == nil)
            #expect(try await coOp.posts.written(by: slug("nobody"), PageRequest()) == nil)
            #expect(try await coOp.posts.tags() == [TagCount(tag: NamedSlug(slug: soup.slug, name: "Soup"), posts: 3)])
        }
    }

    @Test func `an excerpt is the editor's, or the first whole words, and never a member's text`() async throws {
        try await withCoOp { coOp async throws in
            let long = String(repeating: "potato ", count: 100)
            for draft in try [
                PostDraft.short("written", excerpt: "Mine.", plainText: long), .short("short", plainText: "Leeks."),
                .short("long", plainText: long), .short("members", plainText: long, access: .members),
                .short("one-word", plainText: String(repeating: "é", count: 400)),
            ] {
                try await coOp.save(draft)
                try await coOp.publish(draft.slug)
            }
            var excerpts: [String: String] = [:]
            for post in try await coOp.posts.latest(PageRequest()).items { excerpts[post.slug.value] = post.excerpt }
            #expect(excerpts["written"] == "Mine." && excerpts["short"] == "Leeks." && excerpts["members"] == "")
            let cut = try #require(excerpts["long"])
            #expect(cut.hasSuffix("potato…") && cut.count <= 301 && cut.count > 290)
            #expect(excerpts["one-word"]?.count == 301)
        }
    }
}
