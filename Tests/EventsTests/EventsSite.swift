import Foundation
import Shared
import SharedInfrastructure
import SharedPostgres
import Support
import Testing
@testable import Events

/// Events over a database of its own, with the demo's calendars unless told otherwise.
struct EventsSite {
    let app: App

    static func run<Result: Sendable>(from template: TestTemplate = .demoEvents, _ body: (EventsSite) async throws -> Result) async throws
        -> Result
    {
        try await withApp(of: .events, from: template, { try App.events($0, .events($0.database)) }) { app in
            try await body(EventsSite(app: app))
        }
    }

    /// What an organiser's operator does.
    var planning: Planning { get throws { try Planning(.events(app.resources.database)) } }

    func plan(_ title: String, _ start: String, _ end: String, in calendar: String = "evenings") async throws -> ID<Entry> {
        let (start, end) = (try #require(LocalTime(start)), try #require(LocalTime(end)))
        return try await planning.add(title, to: try #require(Slug(calendar)), from: start, until: end, place: "The hall")
    }
}

extension TestTemplate {
    /// A database with the demo co-op's calendars, seen from today.
    static let demoEvents = TestTemplate("demoevents") { database in
        try await TestTemplate.migrated.prepare(database)
        _ = try await DemoCalendars(.events(database)).load(DemoContent(folder: "\(repositoryRoot)/Deploy/demo"), on: Date())
    }
}
