import FoundationEssentials
import Shared
import SharedPostgres
import SharedServices
import Testing

@Suite struct RolesTests {
    private let now = Date(timeIntervalSince1970: 1_800_000_000)

    @Test func `a role that is given is held until it is withdrawn, by a session from its next look on`() async throws {
        try await withCoOp { coOp async throws in
            let (maya, omar) = (try await coOp.register("maya", "maya@example.org"), try await coOp.register("omar", "omar@example.org"))
            let stall = try #require(RoleGrant(.shopkeeper, of: .market(ID())))
            let token = try await coOp.start(on: coOp.signIn(maya.id, at: now).id, at: now).token
            #expect(try await coOp.sessions.find(token, at: now)?.grants == [])
            #expect(try await coOp.grant(stall, to: maya.id, by: omar.id, at: now))
            #expect(try await coOp.grant(.siteOperator, to: maya.id, at: now + 1))
            #expect(try await !coOp.grant(stall, to: maya.id, at: now + 2))
            let held = try await coOp.roles.held(by: maya.id)
            #expect(
                held == [
                    HeldRole(grant: stall, since: now, granter: omar.username),
                    HeldRole(grant: .siteOperator, since: now + 1, granter: nil),
                ])
            #expect(try await coOp.sessions.find(token, at: now)?.grants == [stall, .siteOperator])
            #expect(try await coOp.withdraw(stall, from: maya.id, at: now + 3))
            #expect(try await !coOp.withdraw(stall, from: maya.id, at: now + 4))
            #expect(try await coOp.sessions.find(token, at: now)?.grants == [.siteOperator])
            // It can be given again.
            #expect(try await coOp.grant(stall, to: maya.id, at: now + 5))
            let holders = try await coOp.roles.holders()
            #expect(holders.map(\.person) == [maya] && holders.first?.grants == [.siteOperator, stall])
        }
    }

    @Test func `nobody gets a role who is not there`() async throws {
        try await withCoOp { coOp async throws in
            let nobody = ID<Person>()
            await #expect(throws: RoleError.noSuchPerson(nobody)) { try await coOp.grant(.siteOperator, to: nobody, at: now) }
        }
    }

    @Test func `the last operator stays; of two who withdraw at the same time, one does`() async throws {
        try await withCoOp { coOp async throws in
            let maya = try await coOp.register("maya", "maya@example.org")
            _ = try await coOp.grant(.siteOperator, to: maya.id, at: now)
            await #expect(throws: RoleError.lastOperator) { try await coOp.withdraw(.siteOperator, from: maya.id, at: now) }
            for round in 0..<10 {
                let omar = try await coOp.register("omar\(round)", "omar\(round)@example.org")
                _ = try await coOp.grant(.siteOperator, to: maya.id, at: now)
                _ = try await coOp.grant(.siteOperator, to: omar.id, at: now)
                let outcomes = await withTaskGroup(of: Bool.self) { group in
                    for person in [maya.id, omar.id] {
                        group.addTask { (try? await coOp.withdraw(.siteOperator, from: person, at: now)) ?? false }
                    }
                    return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
                }
                #expect(outcomes == 1)
                #expect(try await coOp.roles.holders().count == 1)
                _ = try await coOp.grant(.siteOperator, to: maya.id, at: now)
                _ = try await coOp.withdraw(.siteOperator, from: omar.id, at: now)
            }
        }
    }

    @Test func `the database takes those roles that the program gives, and no other`() async throws {
        try await withCoOp { coOp async throws in
            let maya = try await coOp.register("maya", "maya@example.org")
            for role in Role.allCases {
                for scope in [RoleScope.site, .market(ID()), .calendar(ID())] {
                    let statement: SQL = """
                        insert into account.roles (id, person_id, role, scope, granted_at)
                        values (\(ID<RoleGrant>()), \(maya.id), \(role), \(scope), \(now))
                        """
                    let isTaken = (try? await coOp.database.query(statement)) != nil
                    #expect(isTaken == (RoleGrant(role, of: scope) != nil), "\(role) of \(scope)")
                }
            }
        }
    }

    @Test func `people are found by part of a name, whatever is in it, and by the whole of an address`() async throws {
        try await withCoOp { coOp async throws in
            let maya = try await coOp.register("maya_b", "maya@example.org", name: "Maya Ö’Brien 100%")
            let omar = try await coOp.register("omar", "omar@example.org", name: "Omar")
            _ = try await coOp.grant(.siteOperator, to: omar.id, at: now)
            func found(_ words: String) async throws -> [Person] {
                try await coOp.directory.people(words, PageRequest()).items.map(\.person)
            }
            #expect(try await found("") == [maya, omar])
            for words in ["maya_", "MAYA", "ö’b", "0%", "maya@example.org", "MAYA@example.org"] {
                #expect(try await found(words) == [maya], "\(words)")
            }
            for words in ["_m", "%", "ma%a", "maya@example", "'; drop", "a\u{0}"] where words != "%" {
                #expect(try await !found(words).contains(maya) || words == "a\u{0}", "\(words)")
            }
            let listing = try await coOp.directory.people("", PageRequest(2, size: 1))
            #expect(listing.items == [RoleHolder(person: omar, grants: [.siteOperator])] && listing.total == 2)
        }
    }
}

extension CoOp {
    func grant(_ grant: RoleGrant, to person: ID<Person>, by granter: ID<Person>? = nil, at moment: Date) async throws -> Bool {
        try await inTransaction { (transaction: borrowing Transaction) in
            try await roles.grant(grant, to: person, by: granter, at: moment, in: transaction)
        }
    }

    func withdraw(_ grant: RoleGrant, from person: ID<Person>, at moment: Date) async throws -> Bool {
        try await inTransaction { (transaction: borrowing Transaction) in
            try await roles.withdraw(grant, from: person, by: nil, at: moment, in: transaction)
        }
    }
}
