import Foundation
import Shared
import SharedInfrastructure
import SharedPostgres
import Support
import Testing
@testable import Events

/// Events over a database of its own, with three calendars and nothing in them unless told otherwise.
struct EventsSite {
    let app: App

    static func run<Result: Sendable>(from template: TestTemplate = .calendars, _ body: (EventsSite) async throws -> Result) async throws
        -> Result
    {
        try await withApp(of: .events, from: template, { try App.events($0, .events($0.database)) }) { app in
            try await body(EventsSite(app: app))
        }
    }

    /// What an organiser's operator does.
    var planning: Planning { get throws { try Planning(.events(app.resources.database)) } }

    @discardableResult
    func plan(_ title: String, _ start: String, _ end: String, in calendar: String = "evenings") async throws -> ID<Entry> {
        let (start, end) = (try #require(LocalTime(start)), try #require(LocalTime(end)))
        return try await planning.add(title, to: try #require(Slug(calendar)), from: start, until: end, place: "The hall")
    }

    /// Saves an entry with all that one can have.
    @discardableResult
    func save(
        _ title: String, _ start: String, _ end: String, in calendar: String = "evenings", zone: String? = nil, about: String = "",
        place: String? = nil, picture: Picture? = nil
    ) async throws -> ID<Entry> {
        let services = Services.events(app.resources.database)
        let (start, end) = (try #require(LocalTime(start)), try #require(LocalTime(end)))
        let slug = try #require(Slug(calendar))
        let (transactions, scheduling) = (try #require(services.transactions), try #require(services.scheduling))
        return try await transactions.run { (transaction: borrowing Transaction) in
            guard let id = try await scheduling.calendar(slug, in: transaction) else { throw OperatorError("no calendar \(slug)") }
            let draft = EntryDraft(
                of: .new, calendar: id, title: title, about: SanitizedHTML(alreadySanitized: about), place: place, start: start, end: end,
                zone: zone, picture: picture)
            return try await scheduling.save(draft, in: transaction).id
        }
    }

    /// A page that must be there, and without faults: up to its footer, which tells on every page of what is coming.
    func page(_ path: String, _ location: SourceLocation = #_sourceLocation) async throws -> String {
        let answer = try await app.ask(path)
        #expect(answer.status == 200, "\(path)", sourceLocation: location)
        #expect(PageCheck(answer.body).faults == [], "\(path)", sourceLocation: location)
        return String(answer.body[..<(try #require(answer.body.firstRange(of: "</main>"))).lowerBound])
    }

    /// The day that it is in London, by the database's clock.
    var today: Day {
        get async throws {
            let rows = try await app.resources.database.query(
                "select to_char(now() at time zone 'Europe/London', 'YYYY-MM-DD') as today")
            let text: String = try #require(try rows.first?["today"])
            return try #require(Day(text))
        }
    }
}

extension TestTemplate {
    /// A database with the demo co-op's calendars, seen from today.
    static let demoEvents = TestTemplate("demoevents") { database in
        try await TestTemplate.migrated.prepare(database)
        _ = try await DemoCalendars(.events(database)).load(DemoContent(folder: "\(repositoryRoot)/Deploy/demo"), on: Date())
    }

    /// A database with three calendars and nothing in them.
    static let calendars = TestTemplate("calendars") { database in
        try await TestTemplate.migrated.prepare(database)
        let services = Services.events(database)
        guard let transactions = services.transactions, let scheduling = services.scheduling else { return }
        try await transactions.run { (transaction: borrowing Transaction) in
            for (slug, name, accent) in [
                ("market-days", "Market days", CalendarAccent.leaf), ("evenings", "Evenings and workshops", .rose),
                ("orchard-year", "The orchard’s year", .honey),
            ] {
                guard let slug = Slug(slug) else { continue }
                let draft = CalendarDraft(
                    of: .new, slug: slug, name: name, about: "All about \(slug).", zone: "Europe/London", accent: accent)
                _ = try await scheduling.save(draft, in: transaction)
            }
        }
    }
}
