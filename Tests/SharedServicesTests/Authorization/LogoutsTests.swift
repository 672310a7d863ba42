import FoundationEssentials
import Shared
import SharedPostgres
import SharedServices
import Testing

@Suite struct LogoutsTests {
    private let now = Date(timeIntervalSince1970: 1_800_000_000)

    @Test func `a client is to be told once, and again until it has heard`() async throws {
        try await withAlly(at: now) { ally async throws in
            let logouts = ally.coOp.logouts
            let cart = ClientID(.cart)
            for _ in 0..<2 {
                try await ally.coOp.inTransaction { (transaction: borrowing Transaction) in
                    try await logouts.queue([ally.id, cart], of: ally.device.person, on: ally.device.id, at: now, in: transaction)
                }
            }
            let claimed = try await logouts.claim(limit: 10, besides: [], lease: .seconds(60), at: now)
            #expect(Set(claimed.map(\.client)) == [ally.id, cart] && claimed.allSatisfy { $0.attempt == 1 && $0.device == ally.device.id })
            #expect(try await logouts.claim(limit: 10, besides: [], lease: .seconds(60), at: now + 59).isEmpty)
            let told = try #require(claimed.first { $0.client == cart })
            let lost = try #require(claimed.first { $0.client == ally.id })
            try await logouts.finish(told.id, at: now + 1)
            try await logouts.postpone(lost.id, by: .seconds(300), because: "answered 500\0", at: now + 1)
            #expect(try await logouts.claim(limit: 10, besides: [], lease: .seconds(60), at: now + 300).isEmpty)
            let again = try await logouts.claim(limit: 10, besides: [], lease: .seconds(60), at: now + 301)
            #expect(again.map(\.id) == [lost.id] && again.first?.attempt == 2)
            // Whoever had it crashed.
            #expect(try await logouts.claim(limit: 10, besides: [], lease: .seconds(60), at: now + 361).map(\.attempt) == [3])
            try await logouts.abandon(lost.id, because: "for days", at: now + 400)
            #expect(try await logouts.claim(limit: 10, besides: [], lease: .seconds(60), at: now + 86_400).isEmpty)
            #expect(try await logouts.sweep(before: now + 400) == 1)
            #expect(try await logouts.sweep(before: now + 401) == 1)
        }
    }

    @Test func `two workers never have the same one`() async throws {
        try await withAlly(at: now) { ally async throws in
            let clients = (0..<40).compactMap { ClientID("ally-\($0)") }
            try await ally.coOp.inTransaction { (transaction: borrowing Transaction) in
                try await ally.coOp.logouts.queue(clients, of: ally.device.person, on: ally.device.id, at: now, in: transaction)
            }
            let claimed = try await withThrowingTaskGroup(of: [LogoutDelivery].self) { group in
                for _ in 0..<10 { group.addTask { try await ally.coOp.logouts.claim(limit: 8, besides: [], lease: .seconds(60), at: now) } }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            #expect(claimed.count == 40 && Set(claimed.map(\.client)) == Set(clients))
        }
    }

    @Test func `of each client one is claimed, the longest due, and none of those that are busy`() async throws {
        try await withAlly(at: now) { ally async throws in
            let (logouts, cart) = (ally.coOp.logouts, ClientID(.cart))
            let devices = (0..<3).map { _ in ID<Device>() }
            for (age, device) in devices.enumerated() {
                try await ally.coOp.inTransaction { (transaction: borrowing Transaction) in
                    try await logouts.queue(
                        [ally.id, cart], of: ally.device.person, on: device, at: now - Double(age), in: transaction)
                }
            }
            let first = try await logouts.claim(limit: 10, besides: [], lease: .seconds(60), at: now)
            #expect(Set(first.map(\.client)) == [ally.id, cart] && first.count == 2 && first.allSatisfy { $0.device == devices[2] })
            let second = try await logouts.claim(limit: 10, besides: [cart], lease: .seconds(60), at: now)
            #expect(second.map(\.client) == [ally.id] && second.map(\.device) == [devices[1]])
            #expect(try await logouts.claim(limit: 10, besides: [cart, ally.id], lease: .seconds(60), at: now).isEmpty)
            #expect(try await logouts.claim(limit: 1, besides: [], lease: .seconds(60), at: now).map(\.client) == [cart])
        }
    }
}
