import ArgumentParser
import Shared
import SharedPostgres
import SharedServices
import Support
import Testing

@testable import SharedInfrastructure

/// What an operator of any service does about handlings that failed too often.
@Suite struct UnparkingTests {
    private enum Program: OperatedService { static let service = ServiceName.market }

    @Test func `what is parked is listed with its error, the oldest first`() async throws {
        try await withMigratedDatabase { database in
            let first = try await park(in: database, because: "Redis\nis away")
            let second = try await park(in: database, because: String(repeating: "x", count: 5_000))
            let parked = try await unparking(database).parked(limit: 10)
            #expect(parked.map(\.activity) == [first, second])
            #expect(try await unparking(database).parked(limit: 1).map(\.activity) == [first])
            let lines = try #require(parked.first).lines.split(separator: "\n")
            #expect(lines.count == 2 && lines[0].hasPrefix("\(first) events.fragments: entry.moved, version 1 of entry:"))
            #expect(lines[1] == "    Redis is away")
            #expect(parked[1].lines.count < 600)
        }
    }

    @Test func `an operator has one tried again, and a processor finds it`() async throws {
        try await withMigratedDatabase { database in
            let (one, other) = (try await park(in: database), try await park(in: database))
            try await unparking(database).retry(one, by: .eventsFragments)
            #expect(try await claim(in: database).map(\.activity.id) == [one])
            #expect(try await unparking(database).parked(limit: 10).map(\.activity) == [other])
        }
    }

    @Test func `an operator has all of them tried again`() async throws {
        try await withMigratedDatabase { database in
            var parked: Set<ID<Activity>> = []
            for _ in 0..<3 { parked.insert(try await park(in: database)) }
            #expect(try await unparking(database).retryAll() == 3)
            #expect(Set(try await claim(in: database).map(\.activity.id)) == parked)
            #expect(try await unparking(database).retryAll() == 0)
        }
    }

    @Test func `an operator gives one up, and what happened to its object later is handled`() async throws {
        try await withMigratedDatabase { database in
            let object = ObjectReference.entry(ID())
            let parked = try await park(in: database, object)
            let later = try await record(object, 2, in: database)
            #expect(try await claim(in: database).isEmpty)
            try await unparking(database).skip(parked, by: .eventsFragments)
            #expect(try await claim(in: database).map(\.activity.id) == [later])
            #expect(try await unparking(database).parked(limit: 10).isEmpty)
        }
    }

    @Test func `what is not parked is said in one line`() async throws {
        try await withMigratedDatabase { database in
            let (parked, unknown) = (try await park(in: database), ID<Activity>())
            let unparking = unparking(database)
            await #expect(throws: OperatorError("events.fragments has not parked \(unknown)")) {
                try await unparking.retry(unknown, by: .eventsFragments)
            }
            await #expect(throws: OperatorError("blog.fragments has not parked \(parked)")) {
                try await unparking.skip(parked, by: .blogFragments)
            }
            #expect(try await unparking.parked(limit: 10).map(\.activity) == [parked])
        }
    }

    @Test(arguments: [
        ["retry"], ["retry", "nonsense", "blog.fragments"], ["retry", "0192f0a0-0000-7000-8000-000000000000"], ["skip"],
        ["retry", "0192f0a0-0000-7000-8000-000000000000", "blog.fragments", "--all"], ["parked", "--limit", "few"],
    ])
    func `a command that cannot be understood says how it is meant`(words: [String]) {
        #expect(throws: (any Error).self) { try HandlingsCommand<Program>.parseAsRoot(words) }
    }

    @Test func `without a further word, what is parked is listed`() throws {
        #expect(try HandlingsCommand<Program>.parseAsRoot([]) is HandlingsCommand<Program>.Parked)
    }

    private func unparking(_ database: Database) -> Unparking { Unparking(PostgresHandlings(database), in: database) }

    private func claim(in database: Database) async throws -> [Handling] {
        try await PostgresHandlings(database).claim(for: [.eventsFragments], limit: 10, lease: .seconds(30))
    }

    private func record(_ object: ObjectReference, _ version: Int, in database: Database) async throws -> ID<Activity> {
        let news = NewActivity(
            kind: .entryMoved, object: object, version: Version(version), visibility: .public, facts: ActivityFacts(title: "Seed swap"))
        return try await database.run { (transaction: borrowing Transaction) in
            try await PostgresActivities(database).record(news, in: transaction).id
        }
    }

    /// An entry moved, and its handler failed for good.
    private func park(
        in database: Database, _ object: ObjectReference = .entry(ID()), because error: String = "it cannot be"
    ) async throws -> ID<Activity> {
        let activity = try await record(object, 1, in: database)
        for handling in try await claim(in: database) {
            #expect(try await PostgresHandlings(database).fail(handling, error: error, retryAfter: nil))
        }
        return activity
    }
}
