import HTTPTypes
import Shared
import SharedInfrastructure
import SharedPostgres
import SharedServices
import Support
import Testing
@testable import Account

/// Somebody leaves while something is being written for them: whichever comes first, nothing of them stays.
struct LeavingRaceTests {
    @Test(arguments: LateWrite.allCases)
    func `what is being written for who leaves is waited for, and goes with them`(write: LateWrite) async throws {
        try await AccountSite.run { account in
            let maya = try await account.member()
            try await LateWrite.prepare(account.database)
            let leaving = try await account.database.run { (transaction: borrowing Transaction) in
                try await write.make(for: maya, in: account.database, transaction)
                let leaving = Task { try await account.leaving().leave(RecordsOwner(person: maya.person, baskets: [])) }
                try await eventually("who leaves waits") { try await account.somebodyWaits() }
                return leaving
            }
            #expect(try await leaving.value == nil)
            try await account.expectNothing(of: maya)
        }
    }

    @Test func `what a program was let do outlives its owner, nameless and ended, so that the program is told of the sign-out`()
        async throws
    {
        try await AccountSite.run { account in
            let maya = try await account.member()
            try await LateWrite.prepare(account.database)
            try await account.database.run { (transaction: borrowing Transaction) in
                try await LateWrite.grant.make(for: maya, in: account.database, transaction)
            }
            #expect(try await account.send("username=maya", to: "/departures", maya).headers[.location] == "/departed")
            let left = try await account.database.query(
                "select device_id from oauth.grants where person_id is null and ended_at is not null and client_id = 'ally'")
            #expect(try left.map { try $0["device_id"] as ID<Device> } == [maya.device.id])
        }
    }

    @Test(arguments: LateWrite.allCases)
    func `what comes while somebody leaves waits, and then finds nobody`(write: LateWrite) async throws {
        try await AccountSite.run { account in
            let maya = try await account.member()
            try await LateWrite.prepare(account.database)
            let last = LastRecords()
            let leaving = Task { try await account.leaving(last).leave(RecordsOwner(person: maya.person, baskets: [])) }
            await last.reached.enter()
            let late = Task {
                try await account.database.run { (transaction: borrowing Transaction) in
                    try await write.make(for: maya, in: account.database, transaction)
                }
            }
            let hasWaited: Void? = try? await eventually("what comes late waits") { try await account.somebodyWaits() }
            await last.released.leave()
            #expect(hasWaited != nil)
            #expect(try await leaving.value == nil)
            switch await late.result {
            case .success: #expect(write.isSilent)
            // A sentence can be made of what the contract says, and none of what PostgreSQL says.
            case .failure(let error): #expect(!write.isSilent && !(error is PostgresError), "\(error)")
            }
            try await account.expectNothing(of: maya)
        }
    }
}

/// The last part that is erased: leaving stands still there until it is let go on.
private struct LastRecords: PersonalRecords {
    let name = "last"
    let reached = Gate(0)
    let released = Gate(0)

    func records(of owner: RecordsOwner) async throws -> any Encodable & Sendable { [String]() }

    func erase(_ owner: RecordsOwner, in transaction: borrowing Transaction) async throws {
        await reached.leave()
        await released.enter()
    }
}

extension AccountSite {
    fileprivate func leaving(_ last: LastRecords? = nil) throws -> LeavingDesk {
        let site = SitePart(app.resources) { _ in [] }.site
        return LeavingDesk(
            transactions: database, devices: try services.require(\.devices), profiles: try services.require(\.profiles),
            records: try services.require(\.personalRecords) + [last].compactMap { $0 }, outbox: try services.require(\.outbox),
            mail: AccountMail(site: site), tell: { _ in })
    }

    /// Whether a statement waits for another transaction.
    fileprivate func somebodyWaits() async throws -> Bool {
        try await !database.query(
            "select pid from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()"
        ).isEmpty
    }

    /// No row names `member`, but for the nameless activities of their devices and their leaving, and what tells programs of the sign-out.
    fileprivate func expectNothing(of member: Member) async throws {
        let kept: Set = ["public.ap_activities", "public.ap_handlings", "oauth.logout_deliveries"]
        #expect(try await Set(traces(of: [member.person.id.description])).subtracting(kept) == [])
    }
}
