import Shared
import Testing

@Suite struct PeopleTests {
    @Test func `a member is found by id, by name and by address`() async throws {
        try await withCoOp { coOp async throws in
            let maya = try await coOp.register("maya", "maya@example.org")
            #expect(maya.username.description == "maya" && maya.name == "maya" && maya.version == .first)
            #expect(try await coOp.people.person(maya.id) == maya)
            #expect(try await coOp.people.named(maya.username) == maya)
            #expect(try await coOp.people.reached(at: maya.email) == maya)
            #expect(try await coOp.kinds(of: .person(maya.id)) == [.personJoined])
            #expect(try await coOp.activities.recent(limit: 10).isEmpty)
        }
    }

    @Test func `nobody is found where nobody is`() async throws {
        try await withCoOp { coOp async throws in
            #expect(try await coOp.people.person(ID()) == nil)
            #expect(try await coOp.people.named(#require(Username("nobody"))) == nil)
            #expect(try await coOp.people.reached(at: #require(EmailAddress("nobody@example.org"))) == nil)
        }
    }

    @Test func `a name and an address are one member's`() async throws {
        try await withCoOp { coOp async throws in
            let maya = try await coOp.register("maya", "maya@example.org")
            await #expect(throws: PeopleError.usernameTaken(maya.username)) { try await coOp.register("maya", "other@example.org") }
            await #expect(throws: PeopleError.addressTaken(maya.email)) { try await coOp.register("other", "MAYA@example.org") }
            await #expect(throws: PeopleError.invalidName) { try await coOp.register("omar", "omar@example.org", name: "") }
            #expect(try await coOp.people.named(#require(Username("other"))) == nil)
        }
    }

    @Test func `of two who take a name at the same time, one has it`() async throws {
        try await withCoOp { coOp async throws in
            let outcomes = await withTaskGroup(of: Bool.self) { group in
                for number in 0..<4 {
                    group.addTask {
                        do { try await coOp.register("maya", "maya\(number)@example.org") } catch { return error is PeopleError }
                        return false
                    }
                }
                return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(outcomes == 3)
        }
    }
}

extension CoOp {
    @discardableResult
    func register(_ username: String, _ email: String, name: String? = nil) async throws -> Person {
        guard let name = name ?? Optional(username), let username = Username(username), let email = EmailAddress(email) else {
            throw NoSlug(text: username)
        }
        return try await inTransaction { (transaction: borrowing Transaction) in
            try await people.register(username, name: name, email: email, in: transaction)
        }
    }
}
