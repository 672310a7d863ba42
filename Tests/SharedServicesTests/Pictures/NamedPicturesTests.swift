import Shared
import SharedPostgres
import SharedServices
import Testing

@Suite struct NamedPicturesTests {
    /// Ids that differ by their last letters: `…aa`, `…ab`.
    private func id(_ number: Int) -> String {
        let letters = Array("abcdefghijklmnopqrstuvwxyz")
        return String(repeating: "z7", count: 11) + String([letters[number / 26], letters[number % 26]])
    }

    private func picture(_ number: Int) -> Picture { Picture(address: "/pictures/\(id(number))", alternative: "A", width: 4, height: 3) }

    @Test func `whatever names a picture is found: columns and texts of every domain, drafts, and what is withdrawn or cancelled`()
        async throws
    {
        try await withCoOp { coOp async throws in
            let markup = SanitizedHTML(
                alreadySanitized: "<p><img src=\"http://blog.example.org/pictures/\(id(0))/800.webp\" alt=\"A\"> \(id(1))</p>")
            try await coOp.save(
                PostDraft(
                    of: .new, kind: .post, slug: slug("draft"), title: "Draft", body: markup, plainText: "", picture: picture(2),
                    pictureCaption: SanitizedHTML(alreadySanitized: "<a href=\"/pictures/\(id(3))\">Large</a>"),
                    metadata: PostMetadata(pictureAddress: "https://blog.example.org/pictures/\(id(4))/1600.jpg")))
            try await coOp.save(TagDraft(of: .new, slug: slug("leeks"), name: "Leeks", picture: picture(5)))
            try await coOp.save(
                AuthorDraft(of: .new, slug: slug("maya"), name: "Maya", about: "%2fpictures%2f\(id(6))", picture: picture(7)))
            let market = try await coOp.market()
            try await coOp.save(ProducerDraft(of: .new, slug: slug("farm"), name: "Farm", picture: picture(8)))
            let product = try await coOp.save(
                ProductDraft(
                    of: .new, market: market, slug: slug("pie"), name: "Pie", about: SanitizedHTML(alreadySanitized: "<p>\(id(9))</p>"),
                    picture: picture(10), variants: [VariantDraft(price: Money(minorUnits: 1, currency: .gbp))])
            ).id
            try await coOp.set(.listed, of: product)
            try await coOp.set(.withdrawn, of: product)
            let hall = try await coOp.save(
                CalendarDraft(of: .new, slug: slug("hall"), name: "Hall", zone: "Europe/London", picture: picture(11))
            ).id
            let entry = try await coOp.save(
                EntryDraft(
                    of: .new, calendar: hall, title: "Ceilidh", about: markup, start: local("2027-06-05T19:00"),
                    end: local("2027-06-05T21:00"), picture: picture(12))
            ).id
            try await coOp.cancel(entry)
            // As a later migration may have it.
            try await coOp.database.query("create table public.later (t text, facts jsonb)")
            try await coOp.database.query("insert into public.later values ('', jsonb_build_object('picture', \(id(13))::text))")

            let words = try await NamedPictures(coOp.database).words()
            for number in 0...13 { #expect(words.contains { $0.contains(id(number)) }, "\(number)") }
            #expect(!words.contains { $0.contains(id(14)) })
            // It leaves nothing behind, and can be asked again.
            #expect(try await NamedPictures(coOp.database).words() == words)
        }
    }
}
