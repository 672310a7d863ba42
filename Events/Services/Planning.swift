import Shared
import SharedInfrastructure

/// What an operator does to entries, each in a transaction of its own.
struct Planning {
    private let transactions: any Transactions
    private let scheduling: any Scheduling

    init(_ services: Services) throws {
        transactions = try services.require(\.transactions)
        scheduling = try services.require(\.scheduling)
    }

    /// Plans an entry. Throws `OperatorError`.
    func add(
        _ title: String, to calendar: Slug, from start: LocalTime, until end: LocalTime, place: String?, picture: Picture? = nil
    ) async throws -> ID<Entry> {
        try await transactions.operate { (transaction: borrowing Transaction) in
            guard let id = try await scheduling.calendar(calendar, in: transaction) else {
                throw OperatorError("there is no calendar \(calendar)")
            }
            let draft = EntryDraft(of: .new, calendar: id, title: title, place: place, start: start, end: end, picture: picture)
            return try await scheduling.save(draft, in: transaction).id
        }
    }

    /// Has an entry take place at another time. Throws `OperatorError`.
    func move(_ entry: ID<Entry>, to start: LocalTime, until end: LocalTime) async throws -> Change {
        try await transactions.operate { (transaction: borrowing Transaction) in
            try await scheduling.move(entry, to: start, until: end, in: transaction)
        }
    }

    /// Cancels an entry. Throws `OperatorError`.
    func cancel(_ entry: ID<Entry>) async throws -> Change {
        try await transactions.operate { (transaction: borrowing Transaction) in try await scheduling.cancel(entry, in: transaction) }
    }
}

extension SchedulingError: Refusal {
    package var sentence: String {
        switch self {
        case .slugTaken(let slug): "there is a calendar \(slug) already"
        case .slugReserved(let slug): "\(slug) begins addresses of the calendars themselves; take another word"
        case .notFound: "there is no such entry"
        case .changedMeanwhile(let version): "somebody changed it meanwhile; it is at version \(version) now"
        case .noSuchCalendar(let id): "there is no calendar \(id)"
        case .unknownZone(let zone): "the database knows no time zone \(zone)"
        case .endsBeforeStart: "it would end before it starts"
        case .noSuchTime(let time): "the clocks skip \(time) there"
        case .isCancelled: "it is cancelled, for good"
        case .invalid(let field): "\(field) is empty, too long, or holds a NUL character"
        }
    }
}
