import FoundationEssentials
import Shared
import SharedPostgres
import SharedServices
import Testing

@Suite struct PasskeysTests {
    private let now = Date(timeIntervalSince1970: 1_800_000_000)

    @Test func `a passkey that was added is found by its credential, with by what its authenticator knows its owner`() async throws {
        try await withCoOp { coOp async throws in
            let maya = try await coOp.register("maya", "maya@example.org")
            let draft = self.draft("Firefox on Linux", credential: [UInt8](repeating: 1, count: 1023), signCount: .max)
            let passkey = try await coOp.add(draft, to: maya.id, at: now)
            #expect(passkey.person == maya.id && passkey.credential == draft.credential && passkey.publicKey == draft.publicKey)
            #expect(passkey.algorithm == .rs256 && passkey.signCount == .max && passkey.isBackupEligible && !passkey.isBackedUp)
            #expect(passkey.transports == [.internal, .hybrid] && passkey.name == "Firefox on Linux")
            #expect(passkey.addedAt == now && passkey.usedAt == nil)
            let found = try #require(try await coOp.passkeys.find(draft.credential))
            #expect(found.passkey == passkey)
            #expect(try await coOp.handle(of: maya.id) == found.handle && found.handle.count == 32)
            #expect(try await coOp.passkeys.find([2]) == nil)
        }
    }

    @Test func `people have handles of their own, which stay, and nobody has none`() async throws {
        try await withCoOp { coOp async throws in
            let (maya, omar) = (try await coOp.register("maya", "maya@example.org"), try await coOp.register("omar", "omar@example.org"))
            let handle = try await coOp.handle(of: maya.id)
            #expect(try await coOp.handle(of: maya.id) == handle)
            #expect(try await coOp.handle(of: omar.id) != handle)
            let nobody = ID<Person>()
            await #expect(throws: PasskeyError.noSuchPerson(nobody)) { try await coOp.handle(of: nobody) }
            await #expect(throws: PasskeyError.noSuchPerson(nobody)) { try await coOp.add(draft("A phone"), to: nobody, at: now) }
        }
    }

    @Test func `a credential is registered once, whoever tries again, and at once`() async throws {
        try await withCoOp { coOp async throws in
            let (maya, omar) = (try await coOp.register("maya", "maya@example.org"), try await coOp.register("omar", "omar@example.org"))
            let people = [maya.id, omar.id]
            for round in 0..<10 {
                let draft = self.draft("A phone", credential: [UInt8(round)])
                let added = await withTaskGroup(of: Bool.self) { tasks in
                    for number in 0..<6 {
                        tasks.addTask {
                            do { _ = try await coOp.add(draft, to: people[number % 2], at: now) } catch {
                                #expect(error as? PasskeyError == .taken)
                                return false
                            }
                            return true
                        }
                    }
                    return await tasks.reduce(into: 0) { $0 += $1 ? 1 : 0 }
                }
                #expect(added == 1)
            }
        }
    }

    @Test func `somebody has at most twenty, also of those that are added at once`() async throws {
        try await withCoOp { coOp async throws in
            let maya = try await coOp.register("maya", "maya@example.org")
            for number in 1...18 { _ = try await coOp.add(draft("A phone", credential: [UInt8(number)]), to: maya.id, at: now) }
            await withTaskGroup(of: Void.self) { tasks in
                for number in 19...24 {
                    tasks.addTask { _ = try? await coOp.add(draft("A phone", credential: [UInt8(number)]), to: maya.id, at: now) }
                }
            }
            #expect(try await coOp.passkeys.passkeys(of: maya.id).count == Passkey.maximum)
            await #expect(throws: PasskeyError.full) { try await coOp.add(draft("A phone", credential: [99]), to: maya.id, at: now) }
        }
    }

    @Test func `they are listed with the oldest first, renamed and removed by their owner alone`() async throws {
        try await withCoOp { coOp async throws in
            let (maya, omar) = (try await coOp.register("maya", "maya@example.org"), try await coOp.register("omar", "omar@example.org"))
            let phone = try await coOp.add(draft("A phone", credential: [1]), to: maya.id, at: now)
            let laptop = try await coOp.add(draft("A laptop", credential: [2]), to: maya.id, at: now + 1)
            #expect(try await coOp.passkeys.passkeys(of: maya.id) == [phone, laptop])
            #expect(try await coOp.passkeys.passkeys(of: omar.id).isEmpty)
            #expect(try await coOp.rename(phone.id, of: omar.id, to: "Mine") == nil)
            #expect(try await coOp.rename(phone.id, of: maya.id, to: "The “old” phone 📱")?.name == "The “old” phone 📱")
            for name in ["", String(repeating: "a", count: 101), "a\u{0}", "two\nlines"] {
                await #expect(throws: PasskeyError.invalidName) { try await coOp.rename(phone.id, of: maya.id, to: name) }
            }
            #expect(try await coOp.remove(phone.id, of: omar.id) == nil)
            #expect(try await coOp.remove(phone.id, of: maya.id)?.id == phone.id)
            #expect(try await coOp.remove(phone.id, of: maya.id) == nil)
            #expect(try await coOp.passkeys.passkeys(of: maya.id) == [laptop])
            #expect(try await coOp.passkeys.find([1]) == nil)
        }
    }

    @Test func `signatures are counted up, once each, and those who do not count are believed`() async throws {
        try await withCoOp { coOp async throws in
            let maya = try await coOp.register("maya", "maya@example.org")
            let counting = try await coOp.add(draft("A key", credential: [1], signCount: 3), to: maya.id, at: now)
            let silent = try await coOp.add(draft("A phone", credential: [2]), to: maya.id, at: now + 1)
            let noted = await withTaskGroup(of: Bool.self) { tasks in
                for _ in 0..<20 {
                    tasks.addTask { (try? await coOp.note(.init(signCount: 4, isBackedUp: true), of: counting.id, at: now)) ?? false }
                }
                return await tasks.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(noted == 1)
            for count in [0, 3, 4] as [UInt32] {
                #expect(try await coOp.note(.init(signCount: count, isBackedUp: false), of: counting.id, at: now) == false)
            }
            #expect(try await coOp.note(.init(signCount: 9, isBackedUp: false), of: counting.id, at: now + 60))
            #expect(try await coOp.note(.init(signCount: 0, isBackedUp: true), of: silent.id, at: now + 60))
            #expect(try await coOp.note(.init(signCount: 0, isBackedUp: true), of: silent.id, at: now + 30))
            let stored = try await coOp.passkeys.passkeys(of: maya.id)
            #expect(stored.map(\.signCount) == [9, 0] && stored.map(\.isBackedUp) == [false, true])
            #expect(stored.map(\.usedAt) == [now + 60, now + 60])
            #expect(try await coOp.note(.init(signCount: 0, isBackedUp: false), of: ID(), at: now) == false)
        }
    }

    @Test func `a challenge is answered once, be it twenty times at once, and old ones are forgotten`() async throws {
        try await withCoOp { coOp async throws in
            let challenges = PostgresAnsweredChallenges(coOp.database)
            let hash = SecretToken().hash
            let first = await withTaskGroup(of: Bool.self) { tasks in
                for _ in 0..<20 { tasks.addTask { (try? await challenges.note(hash, until: now + 300, at: now)) ?? false } }
                return await tasks.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(first == 1)
            for number in 0..<30 { _ = try await challenges.note(SecretToken().hash, until: now + Double(number), at: now) }
            #expect(try await challenges.note(hash, until: now + 300, at: now + 299) == false)
            for _ in 0..<2 { _ = try await challenges.note(SecretToken().hash, until: now + 900, at: now + 600) }
            let left: [[UInt8]] = try await coOp.database.query(
                "select hash from account.passkey_challenges where expires_at < \(now + 600)"
            )
            .map { try $0["hash"] }
            #expect(left.isEmpty)
        }
    }

    private func draft(_ name: String, credential: [UInt8] = [1], signCount: UInt32 = 0) -> PasskeyDraft {
        PasskeyDraft(
            credential: credential, publicKey: [1, 2, 3], algorithm: .rs256, signCount: signCount, isBackupEligible: true,
            isBackedUp: false,
            transports: [.internal, .hybrid], name: name)
    }
}

extension CoOp {
    fileprivate func handle(of person: ID<Person>) async throws -> [UInt8] {
        try await inTransaction { (transaction: borrowing Transaction) in try await passkeys.handle(of: person, in: transaction) }
    }
    fileprivate func add(_ draft: PasskeyDraft, to person: ID<Person>, at moment: Date) async throws -> Passkey {
        try await inTransaction { (transaction: borrowing Transaction) in
            try await passkeys.add(draft, to: person, at: moment, in: transaction)
        }
    }
    fileprivate func rename(_ passkey: ID<Passkey>, of person: ID<Person>, to name: String) async throws -> Passkey? {
        try await inTransaction { (transaction: borrowing Transaction) in
            try await passkeys.rename(passkey, of: person, to: name, in: transaction)
        }
    }
    fileprivate func remove(_ passkey: ID<Passkey>, of person: ID<Person>) async throws -> Passkey? {
        try await inTransaction { (transaction: borrowing Transaction) in
            try await passkeys.remove(passkey, of: person, in: transaction)
        }
    }
    fileprivate func note(_ use: CredentialUse, of passkey: ID<Passkey>, at moment: Date) async throws -> Bool {
        try await inTransaction { (transaction: borrowing Transaction) in
            try await passkeys.note(use, of: passkey, at: moment, in: transaction)
        }
    }
}
