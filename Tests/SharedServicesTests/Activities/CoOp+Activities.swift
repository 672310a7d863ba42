import FoundationEssentials
import Shared
import SharedPostgres
import SharedServices
import Support

extension CoOp {
    /// Records that an entry moved.
    @discardableResult
    func record(_ object: ObjectReference, _ version: Int) async throws -> Activity {
        try await record(.entryMoved, object, version)
    }

    @discardableResult
    func record(
        _ kind: ActivityKind, _ object: ObjectReference, _ version: Int, _ visibility: Activity.Visibility = .public,
        title: String = "Seed swap"
    ) async throws -> Activity {
        let news = NewActivity(
            kind: kind, object: object, version: Version(version), visibility: visibility, facts: ActivityFacts(title: title))
        return try await inTransaction { (transaction: borrowing Transaction) in try await activities.record(news, in: transaction) }
    }

    func claim(_ limit: Int = 10, lease: Duration = .seconds(30)) async throws -> [Handling] {
        try await handlings.claim(for: [.eventsFragments], limit: limit, lease: lease)
    }

    func retry(_ activity: ID<Activity>) async throws -> Bool {
        try await inTransaction { (transaction: borrowing Transaction) in
            try await handlings.retry(activity, by: .eventsFragments, in: transaction)
        }
    }

    func skip(_ activity: ID<Activity>) async throws -> Bool {
        try await inTransaction { (transaction: borrowing Transaction) in
            try await handlings.skip(activity, by: .eventsFragments, in: transaction)
        }
    }

    /// Has an hour pass for every lease and every wait.
    func anHourPasses() async throws {
        try await database.query("update public.ap_handlings set due_at = due_at - interval '1 hour'")
    }

    /// How many handlings are in each state.
    func states() async throws -> [HandlingState: Int] {
        let rows = try await database.query("select status, count(*) as count from public.ap_handlings group by status")
        return Dictionary(uniqueKeysWithValues: try rows.map { (try $0["status"] as HandlingState, try $0["count"] as Int) })
    }
}
