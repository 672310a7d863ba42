import FoundationEssentials
import Shared
import Testing

@Suite struct PublishingTests {
    @Test func `an import that is run again changes nothing, and then only what changed`() async throws {
        try await withCoOp { coOp async throws in
            let reference = ExternalReference(system: "ghost", key: "63")
            let tag = try await coOp.save(
                TagDraft(of: .imported(ExternalReference(system: "ghost", key: "t1")), slug: try slug("soup"), name: "Soup"))
            let draft = try PostDraft.short("leek-soup", of: .imported(reference), tags: [tag.id])
            let first = try await coOp.save(draft)
            #expect(first == Saved(id: first.id, version: .first, change: .created))
            #expect(try await coOp.save(draft) == Saved(id: first.id, version: .first, change: .unchanged))
            let edited = try PostDraft.short("leek-soup", of: .imported(reference), title: "Leek soup!", tags: [tag.id])
            #expect(try await coOp.save(edited) == Saved(id: first.id, version: Version(2), change: .updated))
            let untagged = try PostDraft.short("leek-soup", of: .imported(reference), title: "Leek soup!")
            #expect(try await coOp.save(untagged).change == .updated)
            #expect(try await coOp.kinds(of: .post(first.id)) == [.postUpdated, .postUpdated, .postUpdated])
            let last = try await coOp.activities.history(of: .post(first.id), limit: 1).first
            #expect(last?.facts.related == [.tag(tag.id)] && last?.visibility == .private)
        }
    }

    @Test func `two imports of the same post at the same time make one`() async throws {
        try await withCoOp { coOp async throws in
            let draft = try PostDraft.short("leek-soup", of: .imported(ExternalReference(system: "ghost", key: "63")))
            let saved = try await withThrowingTaskGroup(of: Saved<Post>.self) { group in
                for _ in 0..<4 { group.addTask { try await coOp.save(draft) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(Set(saved.map(\.id)).count == 1)
            #expect(saved.filter { $0.change == .created }.count == 1)
            #expect(saved.filter { $0.change == .unchanged }.count == 3)
        }
    }

    @Test func `a slug that another has is refused, and the transaction goes on`() async throws {
        try await withCoOp { coOp async throws in
            try await coOp.published("taken")
            let other = try await coOp.published("free")
            try await coOp.inTransaction { (transaction: borrowing Transaction) in
                do {
                    _ = try await coOp.publishing.save(try PostDraft.short("taken"), in: transaction)
                    Issue.record("a new post took the slug of another")
                } catch PublishingError.slugTaken(let taken) { #expect(taken.value == "taken") }
                do {
                    _ = try await coOp.publishing.save(try PostDraft.short("taken", of: .existing(other)), in: transaction)
                    Issue.record("a post took the slug of another")
                } catch PublishingError.slugTaken(let taken) { #expect(taken.value == "taken") }
                // An import meets a post that somebody wrote by hand.
                do {
                    let reference = ExternalReference(system: "ghost", key: "1")
                    _ = try await coOp.publishing.save(try PostDraft.short("taken", of: .imported(reference)), in: transaction)
                    Issue.record("an import took the slug of another")
                } catch PublishingError.slugTaken(let taken) { #expect(taken.value == "taken") }
                _ = try await coOp.publishing.save(try PostDraft.short("saved-all-the-same"), in: transaction)
            }
            #expect(try await coOp.publish(slug("saved-all-the-same")) == .updated)
        }
    }

    @Test func `of two posts that take a slug at the same time, one has it`() async throws {
        try await withCoOp { coOp async throws in
            let ids = [try await coOp.published("one"), try await coOp.published("two")]
            let outcomes = await withTaskGroup(of: Result<Saved<Post>, any Error>.self) { group in
                for id in ids {
                    group.addTask {
                        do { return .success(try await coOp.save(.short("wanted", of: .existing(id)))) } catch { return .failure(error) }
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            let failures = outcomes.compactMap { if case .failure(let error) = $0 { error } else { nil } }
            #expect(failures.count == 1)
            #expect(failures.first as? PublishingError == .slugTaken(try slug("wanted")))
        }
    }

    @Test func `an editor does not overwrite what somebody else saved`() async throws {
        try await withCoOp { coOp async throws in
            let saved = try await coOp.save(.short("news"))
            let mine = try await coOp.save(.short("news", of: .existing(saved.id, basedOn: saved.version), title: "Mine"))
            #expect(mine.version == Version(2))
            await #expect(throws: PublishingError.changedMeanwhile(now: Version(2))) {
                try await coOp.save(.short("news", of: .existing(saved.id, basedOn: saved.version), title: "Theirs"))
            }
            try await coOp.publish(slug("news"))
            #expect(try await coOp.posts.summary(of: saved.id)?.title == "Mine")
        }
    }

    @Test func `what a draft refers to must be there`() async throws {
        try await withCoOp { coOp async throws in
            let (tag, author) = (ID<Shared.Tag>(), ID<Author>())
            await #expect(throws: PublishingError.notFound) { try await coOp.save(.short("news", of: .existing(ID()))) }
            await #expect(throws: PublishingError.unknownTag(tag)) { try await coOp.save(.short("news", tags: [tag])) }
            await #expect(throws: PublishingError.unknownAuthor(author)) { try await coOp.save(.short("news", authors: [author])) }
            #expect(try await coOp.posts.find(slug("news")) == .missing)
        }
    }

    @Test(arguments: ["", "a\u{0}b", String(repeating: "é", count: 2001)])
    func `a title that cannot be stored is refused by name`(title: String) async throws {
        try await withCoOp { coOp async throws in
            await #expect(throws: PublishingError.invalid(field: "title")) { try await coOp.save(.short("news", title: title)) }
        }
    }

    @Test func `tags and authors are saved, found again, and keep their slugs apart`() async throws {
        try await withCoOp { coOp async throws in
            let soup = try await coOp.save(TagDraft(of: .new, slug: try slug("soup"), name: "Soup"))
            let salad = try await coOp.save(TagDraft(of: .new, slug: try slug("salad"), name: "Salad"))
            await #expect(throws: PublishingError.slugTaken(try slug("soup"))) {
                try await coOp.save(TagDraft(of: .existing(salad.id), slug: try slug("soup"), name: "Salad"))
            }
            await #expect(throws: PublishingError.slugTaken(try slug("soup"))) {
                try await coOp.save(TagDraft(of: .new, slug: try slug("soup"), name: "Another"))
            }
            #expect(try await coOp.save(TagDraft(of: .existing(soup.id), slug: try slug("soup"), name: "Soup")).change == .unchanged)
            #expect(try await coOp.save(TagDraft(of: .existing(soup.id), slug: try slug("soups"), name: "Soups")).version == Version(2))
            await #expect(throws: PublishingError.notFound) {
                try await coOp.save(TagDraft(of: .existing(ID()), slug: try slug("x"), name: "X"))
            }
            await #expect(throws: PublishingError.invalid(field: "name")) {
                try await coOp.save(TagDraft(of: .new, slug: try slug("x"), name: ""))
            }
            #expect(try await coOp.activities.history(of: .tag(soup.id), limit: 1).first?.facts.previousSlug == slug("soup"))

            let maya = try await coOp.save(AuthorDraft(of: .new, slug: try slug("maya"), name: "Maya"))
            #expect(try await coOp.save(AuthorDraft(of: .existing(maya.id), slug: try slug("maya"), name: "Maya")).change == .unchanged)
            #expect(
                try await coOp.save(AuthorDraft(of: .existing(maya.id), slug: try slug("maya"), name: "Maya", about: "Cooks")).change
                    == .updated)
            await #expect(throws: PublishingError.slugTaken(try slug("maya"))) {
                try await coOp.save(AuthorDraft(of: .new, slug: try slug("maya"), name: "Another"))
            }
            await #expect(throws: PublishingError.changedMeanwhile(now: Version(2))) {
                try await coOp.save(AuthorDraft(of: .existing(maya.id, basedOn: .first), slug: try slug("maya"), name: "M"))
            }
            #expect(try await coOp.kinds(of: .author(maya.id)) == [.authorChanged, .authorChanged])
        }
    }
}
