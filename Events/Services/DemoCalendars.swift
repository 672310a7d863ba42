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
                    container: page.container.flatMap { containers[$0] }, zone: dates.zone)
                calendars[page.slug] = try await scheduling.save(draft, in: transaction).id
            }
            for evening in dates.entries {
                guard let calendar = calendars[evening.calendar] else {
                    throw OperatorError("\(evening.key): there is no calendar \(evening.calendar)")
                }
                let times = try evening.times(from: today)
                let draft = EntryDraft(
                    of: reference(evening.key), calendar: calendar, title: evening.title,
                    about: HTMLSanitizer(policy: .prose).sanitize(evening.about),
                    place: evening.place, start: times.start, end: times.end)
                _ = try await scheduling.save(draft, in: transaction)
            }
            return dates.entries.count
        }
    }

    private func reference<Entity>(_ key: String) -> DraftOf<Entity> { .imported(ExternalReference(system: "demo", key: key)) }
}
