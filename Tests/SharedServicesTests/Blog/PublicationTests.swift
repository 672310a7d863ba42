import FoundationEssentials
import Shared
import Testing

/// When posts are published, and when they are not.
@Suite struct PublicationTests {
    @Test func `a post is published once, however often it is asked for`() async throws {
        try await withCoOp { coOp async throws in
            let id = try await coOp.save(.short("news")).id
            let changes = try await withThrowingTaskGroup(of: Change.self) { group in
                for _ in 0..<4 { group.addTask { try await coOp.publish(slug("news")) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(changes.filter { $0 == .updated }.count == 1 && changes.filter { $0 == .unchanged }.count == 3)
            #expect(try await coOp.kinds(of: .post(id)) == [.postUpdated, .postPublished])
            let published = try await coOp.activities.history(of: .post(id), limit: 1).first
            #expect(published?.visibility == .public && published?.facts.title == "news" && published?.facts.slug?.value == "news")
        }
    }

    @Test func `a date that readers saw is kept, unless another is given`() async throws {
        try await withCoOp { coOp async throws in
            let moment = Date.now(plusDays: -30)
            let id = try await coOp.save(.short("news")).id
            try await coOp.publish(slug("news"), at: moment)
            #expect(try await coOp.publish(slug("news"), at: moment) == .unchanged)
            #expect(try await coOp.unpublish(slug("news")) == .updated)
            #expect(try await coOp.unpublish(slug("news")) == .unchanged)
            try await coOp.publish(slug("news"))
            #expect(try await coOp.posts.summary(of: id)?.publishedAt == moment)
            let corrected = Date.now(plusDays: -2)
            try await coOp.publish(slug("news"), at: corrected)
            #expect(try await coOp.posts.summary(of: id)?.publishedAt == corrected)
            #expect(
                try await coOp.kinds(of: .post(id)) == [.postUpdated, .postPublished, .postUnpublished, .postPublished, .postUpdated])
        }
    }

    @Test func `nothing is published in the future, or at a slug that no post has`() async throws {
        try await withCoOp { coOp async throws in
            try await coOp.save(.short("news"))
            let nowhere = try slug("nowhere")
            await #expect(throws: PublishingError.momentNotPast) { try await coOp.publish(slug("news"), at: .now(plusDays: 1)) }
            await #expect(throws: PublishingError.noSuchSlug(nowhere)) { try await coOp.publish(nowhere) }
            await #expect(throws: PublishingError.noSuchSlug(nowhere)) { try await coOp.unpublish(nowhere) }
            await #expect(throws: PublishingError.noSuchSlug(nowhere)) { try await coOp.schedule(nowhere, for: Date()) }
        }
    }

    @Test func `scheduled posts are published when they are due, once, the earliest first`() async throws {
        try await withCoOp { coOp async throws in
            for (text, days) in [("later", 2.0), ("second", 1.0), ("first", 0.5)] {
                try await coOp.save(.short(text))
                try await coOp.schedule(slug(text), for: .now(plusDays: days))
            }
            #expect(try await coOp.publishDue(at: Date()) == [])
            async let one = coOp.publishDue(at: .now(plusDays: 1.5))
            async let other = coOp.publishDue(at: .now(plusDays: 1.5))
            #expect(try await (one + other).map(\.value) == ["first", "second"])
            #expect(try await coOp.posts.find(slug("later")) == .missing)
            guard case .found(let first) = try await coOp.posts.find(slug("first")) else {
                Issue.record("not found")
                return
            }
            #expect(try await coOp.kinds(of: .post(first.summary.id)) == [.postUpdated, .postUpdated, .postPublished])
        }
    }

    @Test func `a schedule can be moved and called off, but a published post has none`() async throws {
        try await withCoOp { coOp async throws in
            let tomorrow = Date.now(plusDays: 1)
            try await coOp.save(.short("news"))
            #expect(try await coOp.schedule(slug("news"), for: tomorrow) == .updated)
            #expect(try await coOp.schedule(slug("news"), for: tomorrow) == .unchanged)
            #expect(try await coOp.schedule(slug("news"), for: .now(plusDays: 2)) == .updated)
            #expect(try await coOp.unpublish(slug("news")) == .updated)
            #expect(try await coOp.publishDue(at: .now(plusDays: 3)) == [])
            try await coOp.schedule(slug("news"), for: tomorrow)
            // Publishing it by hand dates it now, not tomorrow.
            try await coOp.publish(slug("news"))
            let date = try #require(try await coOp.posts.latest(PageRequest()).items.first).publishedAt
            #expect(abs(date.timeIntervalSinceNow) < 60)
            let news = try slug("news")
            await #expect(throws: PublishingError.alreadyPublished(news)) { try await coOp.schedule(news, for: tomorrow) }
        }
    }
}
