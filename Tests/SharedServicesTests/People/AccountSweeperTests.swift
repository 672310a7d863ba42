import FoundationEssentials
import Shared
import SharedPostgres
import SharedServices
import Support
import Testing

@Suite struct AccountSweeperTests {
    private let now = Date(timeIntervalSince1970: 1_800_000_000)
    private let memory = Device.memory.interval

    @Test func `devices go thirty days after they have ended or run out, with their sessions; living ones stay`() async throws {
        try await withCoOp { coOp async throws in
            let maya = try await coOp.register("maya", "maya@example.org").id
            let (ended, stays, runOut) = (
                try await coOp.signIn(maya, at: now), try await coOp.signIn(maya, at: now),
                try await coOp.signIn(maya, at: now - Device.lifetime.interval)
            )
            for device in [ended, stays] { _ = try await coOp.start(on: device.id, at: now) }
            _ = try await coOp.end(ended.id, of: maya, at: now)
            try await coOp.database.query("update account.sessions set revoked_at = \(now) where device_id = \(ended.id)")
            #expect(try await coOp.sweep(at: now + memory) == 0)
            #expect(try await coOp.keptDevices() == [ended.id, stays.id, runOut.id])
            // A session and its device, and the device that ran out.
            #expect(try await coOp.sweep(at: now + memory + 1) == 3)
            #expect(try await coOp.keptDevices() == [stays.id])
            #expect(try await coOp.sessions.sessions(of: maya, at: now).map(\.device) == [stays.id])
            #expect(try await coOp.sweep(at: now + memory + 1) == 0)
        }
    }

    @Test func `of a device that goes on, the sessions go that were replaced`() async throws {
        try await withCoOp { coOp async throws in
            let maya = try await coOp.register("maya", "maya@example.org").id
            let device = try await coOp.signIn(maya, at: now)
            let old = try await coOp.start(on: device.id, at: now)
            try await coOp.database.query("update account.sessions set revoked_at = \(now)")
            let new = try await coOp.start(on: device.id, at: now)
            #expect(try await coOp.sweep(at: now + memory + 1) == 1)
            #expect(try await coOp.keptSessions() == [new.session.id] && old.session.id != new.session.id)
            #expect(try await coOp.sessions.find(new.token, at: now)?.session.device == device.id)
        }
    }

    @Test func `a change of address goes when it is a day old, so that asking is counted until then`() async throws {
        try await withCoOp { coOp async throws in
            let maya = try await coOp.register("maya", "maya@example.org").id
            let changes = PostgresAddressChanges(coOp.database, recording: coOp.activities)
            let ask = { (moment: Date) in
                let address = try #require(EmailAddress("elsewhere@example.org"))
                _ = try await coOp.inTransaction { (transaction: borrowing Transaction) in
                    try await changes.begin(maya, to: address, at: moment, in: transaction)
                }
            }
            for hour in 0..<AddressChange.limit { try await ask(now + Double(hour) * 3600) }
            #expect(try await coOp.sweep(at: now + AddressChange.lifetime - 1) == 0)
            await #expect(throws: AddressChangeError.tooMany) { try await ask(now + AddressChange.lifetime - 1) }
            #expect(try await coOp.sweep(at: now + AddressChange.lifetime) == 1)
            try await ask(now + AddressChange.lifetime)
        }
    }

    @Test func `sweepers that run at once delete all of it, once, and hold up nobody who is at work`() async throws {
        try await withCoOp { coOp async throws in
            let maya = try await coOp.register("maya", "maya@example.org").id
            for _ in 0..<25 { _ = try await coOp.signIn(maya, at: now) }
            let busy = try await coOp.signIn(maya, at: now)
            let moment = now + Device.lifetime.interval + memory + 1
            try await coOp.inTransaction { (transaction: borrowing Transaction) in
                try await transaction.connection.query("select id from account.devices where id = \(busy.id) for update")
                let swept = try await withThrowingTaskGroup(of: Int.self) { group in
                    for _ in 0..<3 { group.addTask { try await coOp.sweep(at: moment, batch: 4) } }
                    return try await group.reduce(0, +)
                }
                #expect(swept == 25)
            }
            #expect(try await coOp.keptDevices() == [busy.id])
        }
    }
}

extension CoOp {
    fileprivate func sweep(at moment: Date, batch: Int = 1000) async throws -> Int {
        try await AccountSweeper(database, batch: batch, logger: .silent).sweep(at: moment)
    }

    fileprivate func keptDevices() async throws -> Set<ID<Device>> {
        Set(try await database.query("select id from account.devices").map { try $0["id"] })
    }

    fileprivate func keptSessions() async throws -> [ID<Session>] {
        try await database.query("select id from account.sessions").map { try $0["id"] }
    }
}
