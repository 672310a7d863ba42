import FoundationEssentials
import Shared
import SharedPostgres
import SharedServices
import Testing

@Suite struct DevicesTests {
    private let now = Date(timeIntervalSince1970: 1_800_000_000)

    @Test func `who signs in has a device until it runs out, and its beginning is an activity that names their baskets`() async throws {
        try await withCoOp { coOp async throws in
            let maya = try await coOp.register("maya", "maya@example.org")
            let basket = ID<Basket>()
            let device = try await coOp.signIn(maya.id, at: now, label: "\u{0}" + String(repeating: "é", count: 500), baskets: [basket])
            #expect(device.label == String(repeating: "é", count: 200) && device.method == .mail)
            #expect(device.startedAt == now && device.provedAt == now && device.expiresAt == now + 90 * 86_400)
            #expect(try await coOp.devices.device(device.id, at: now) == device)
            #expect(try await coOp.devices.device(device.id, at: device.expiresAt) == nil)
            let history = try await coOp.activities.history(of: .device(device.id), limit: 10)
            #expect(history.map(\.kind) == [.memberSignedIn] && history.first?.visibility == .private)
            #expect(history.first?.facts.related == [.person(maya.id), .basket(basket)])
        }
    }

    @Test func `ending a device ends its sessions at every service, once, and only its owner's`() async throws {
        try await withCoOp { coOp async throws in
            let (maya, omar) = (try await coOp.register("maya", "maya@example.org"), try await coOp.register("omar", "omar@example.org"))
            let (phone, laptop) = (try await coOp.signIn(maya.id, at: now), try await coOp.signIn(maya.id, at: now + 60))
            let (blog, cart) = (try await coOp.start(on: phone.id, at: now), try await coOp.start(on: phone.id, at: now, service: .cart))
            let other = try await coOp.start(on: laptop.id, at: now + 60)
            #expect(try await coOp.end(phone.id, of: omar.id, at: now).isEmpty)
            #expect(try await Set(coOp.end(phone.id, of: maya.id, at: now)) == [blog.session.id, cart.session.id])
            #expect(try await coOp.end(phone.id, of: maya.id, at: now).isEmpty)
            for token in [blog.token, cart.token] { #expect(try await coOp.sessions.find(token, at: now) == nil) }
            #expect(try await coOp.sessions.find(other.token, at: now + 60) != nil)
            #expect(try await coOp.devices.devices(of: maya.id, at: now + 60) == [laptop])
            #expect(try await coOp.kinds(of: .device(phone.id)) == [.memberSignedIn, .memberSignedOut])
        }
    }

    @Test func `signing out everywhere can spare the device in hand`() async throws {
        try await withCoOp { coOp async throws in
            let maya = try await coOp.register("maya", "maya@example.org")
            let (phone, laptop) = (try await coOp.signIn(maya.id, at: now), try await coOp.signIn(maya.id, at: now))
            let session = try await coOp.start(on: laptop.id, at: now).session
            let ended = try await coOp.inTransaction { (transaction: borrowing Transaction) in
                try await coOp.devices.endAll(of: maya.id, except: phone.id, at: now, in: transaction)
            }
            #expect(ended == [session.id])
            #expect(try await coOp.devices.devices(of: maya.id, at: now) == [phone])
        }
    }

    @Test func `who proves anew stays signed in for longer; a device that has ended stays ended`() async throws {
        try await withCoOp { coOp async throws in
            let maya = try await coOp.register("maya", "maya@example.org")
            let device = try await coOp.signIn(maya.id, at: now)
            let proved = try await coOp.prove(device.id, at: now + 100)
            #expect(proved?.method == .passkey && proved?.provedAt == now + 100 && proved?.startedAt == now)
            #expect(proved?.expiresAt == device.expiresAt + 100)
            _ = try await coOp.end(device.id, of: maya.id, at: now + 200)
            #expect(try await coOp.prove(device.id, at: now + 300) == nil)
        }
    }

    @Test func `a session that starts while its device ends does not outlive it`() async throws {
        try await withCoOp { coOp async throws in
            let maya = try await coOp.register("maya", "maya@example.org")
            for _ in 0..<20 {
                let device = try await coOp.signIn(maya.id, at: now)
                async let started = try? coOp.start(on: device.id, at: now)
                _ = try await coOp.end(device.id, of: maya.id, at: now)
                if let token = await started?.token { #expect(try await coOp.sessions.find(token, at: now) == nil) }
            }
        }
    }

    @Test func `what was done is told to its owner, the latest first`() async throws {
        try await withCoOp { coOp async throws in
            let maya = try await coOp.register("maya", "maya@example.org")
            let entries = [AuditEntry.Kind.signedIn, .signedOut].enumerated().map { index, kind in
                AuditEntry(kind: kind, at: now + Double(index), device: "Firefox on Linux", detail: "")
            }
            try await coOp.inTransaction { (transaction: borrowing Transaction) in
                for entry in entries { try await coOp.trail.record(entry, of: maya.id, in: transaction) }
            }
            #expect(try await coOp.trail.entries(of: maya.id, limit: 10) == entries.reversed())
            #expect(try await coOp.trail.entries(of: maya.id, limit: 1).map(\.kind) == [.signedOut])
            #expect(try await coOp.trail.entries(of: ID(), limit: 10).isEmpty)
        }
    }
}

extension CoOp {
    fileprivate func prove(_ device: ID<Device>, at moment: Date) async throws -> Device? {
        try await inTransaction { (transaction: borrowing Transaction) in
            try await devices.prove(device, by: .passkey, at: moment, in: transaction)
        }
    }
}
