import FoundationEssentials
import Shared
import SharedHTML
import SharedInfrastructure

/// Fills the calendars with the demo co-op's entries, in the weeks after today. Repeating it on another day moves them there; everything
/// bears a reference of the demo.
struct DemoCalendars {
    let transactions: any Transactions
    let scheduling: any Scheduling
    let posts: any Posts

    init(_ services: Services) throws {
        transactions = try services.require(\.transactions)
        scheduling = try services.require(\.scheduling)
        posts = try services.require(\.posts)
    }

    /// Answers how many entries there are. Throws `OperatorError` for a file that is not as it should be.
    func load(_ content: DemoContent, on today: Date) async throws -> Int {
        let dates = try content.decode(DemoDates.self, from: "events.json")
        let containers = try await posts.pages(dates.calendars.compactMap(\.container))
        return try await transactions.run { (transaction: borrowing Transaction) in
            var calendars: [Slug: ID<EventCalendar>] = [:]
            for page in dates.calendars {
                let draft = CalendarDraft(
                    of: reference(page.slug.value), slug: page.slug, name: page.name, about: page.about,
                    container: page.container.flatMap { containers[$0] }, zone: dates.zone, accent: page.accent ?? .rose,
                    picture: page.picture.map { content.picture($0, alternative: page.alternative ?? "") })
                calendars[page.slug] = try await scheduling.save(draft, in: transaction).id
            }
            var count = 0
            for evening in dates.entries {
                guard let calendar = calendars[evening.calendar] else {
                    throw OperatorError("\(evening.key): there is no calendar \(evening.calendar)")
                }
                for occurrence in try evening.occurrences(from: today) {
                    let saved = try await scheduling.save(draft(evening, occurrence, in: calendar, content), in: transaction)
                    if occurrence.isCancelled { _ = try await scheduling.cancel(saved.id, in: transaction) }
                    count += 1
                }
            }
            return count
        }
    }

    private func draft(
        _ evening: DemoDates.Evening, _ occurrence: DemoDates.Evening.Occurrence, in calendar: ID<EventCalendar>, _ content: DemoContent
    ) -> EntryDraft {
        EntryDraft(
            of: reference(occurrence.key), calendar: calendar, title: evening.title,
            about: HTMLSanitizer(policy: .prose).sanitize(evening.about), place: evening.place, start: occurrence.start,
            end: occurrence.end, picture: evening.picture.map { content.picture($0, alternative: evening.alternative ?? "") })
    }

    private func reference<Entity>(_ key: String) -> DraftOf<Entity> { .imported(ExternalReference(system: "demo", key: key)) }
}
