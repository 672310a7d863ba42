import Shared

extension CoOp {
    @discardableResult
    func save(_ draft: CalendarDraft) async throws -> Saved<EventCalendar> {
        try await inTransaction { (transaction: borrowing Transaction) in try await scheduling.save(draft, in: transaction) }
    }

    @discardableResult
    func save(_ draft: EntryDraft) async throws -> Saved<Entry> {
        try await inTransaction { (transaction: borrowing Transaction) in try await scheduling.save(draft, in: transaction) }
    }

    @discardableResult
    func move(_ entry: ID<Entry>, to start: String, until end: String) async throws -> Change {
        let (start, end) = (try local(start), try local(end))
        return try await inTransaction { (transaction: borrowing Transaction) in
            try await scheduling.move(entry, to: start, until: end, in: transaction)
        }
    }

    @discardableResult
    func cancel(_ entry: ID<Entry>) async throws -> Change {
        try await inTransaction { (transaction: borrowing Transaction) in try await scheduling.cancel(entry, in: transaction) }
    }

    /// A calendar by that slug.
    func calendar(_ text: String = "hall", zone: String = "Europe/London", container: ID<Post>? = nil) async throws -> ID<EventCalendar> {
        try await save(CalendarDraft(of: .new, slug: try slug(text), name: text, container: container, zone: zone)).id
    }
}

extension EntryDraft {
    static func simple(
        _ title: String, of target: DraftOf<Entry> = .new, in calendar: ID<EventCalendar>, _ start: String, _ end: String,
        zone: String? = nil
    ) throws -> EntryDraft {
        EntryDraft(of: target, calendar: calendar, title: title, start: try local(start), end: try local(end), zone: zone)
    }
}
