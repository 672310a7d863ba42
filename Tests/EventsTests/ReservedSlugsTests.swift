import Foundation
import Shared
import SharedInfrastructure
import Support
import Testing
@testable import Events

struct ReservedSlugsTests {
    @Test func `The first part of every address of the calendars' own is reserved`() throws {
        let patterns =
            [EventsPaths.entriesPattern, EventsPaths.entryPattern, EventsPaths.entryFilePattern, SearchPaths.pattern]
            + EventsPaths.monthPatterns + EventsPaths.weekPatterns + EventsPaths.dayPatterns + EventsPaths.presentPatterns
            + EventsPaths.feedPatterns + ["/assets/site.css", "/pictures/x/800.jpg", "/internal/fragments/x"]
        for pattern in patterns {
            let first = try #require(pattern.split(separator: "/").first)
            // A word with a dot is no slug.
            guard !first.hasPrefix(":"), let slug = Slug(first) else { continue }
            #expect(ReservedSlugs.calendars.contains(slug), "\(slug)")
        }
    }

    @Test(arguments: ["months", "entries", "search"])
    func `A calendar cannot be called as an address of ours begins`(text: String) async throws {
        try await EventsSite.run { events async throws in
            let services = Services.events(events.app.resources.database)
            let (transactions, scheduling) = (try #require(services.transactions), try #require(services.scheduling))
            let slug = try #require(Slug(text))
            await #expect(throws: SchedulingError.slugReserved(slug)) {
                try await transactions.run { (transaction: borrowing Transaction) in
                    _ = try await scheduling.save(CalendarDraft(of: .new, slug: slug, name: "X", zone: "UTC"), in: transaction)
                }
            }
        }
    }
}
