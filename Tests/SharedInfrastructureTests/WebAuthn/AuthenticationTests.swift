import Crypto
import Foundation
import Shared
import Support
import Testing
@testable import SharedInfrastructure

struct AuthenticationTests {
    private let party = RelyingParty(id: "federation.rose-ash.localhost", origin: "http://federation.rose-ash.localhost:8000")
    private let challenge = [UInt8](repeating: 9, count: 72)
    private let handle = [UInt8](repeating: 5, count: 32)

    /// What would be stored of `authenticator`'s passkey.
    private func stored(_ authenticator: SoftAuthenticator, signCount: UInt32 = 0, isBackupEligible: Bool = false) throws -> Passkey {
        let key = try CredentialKey(authenticator.publicKey)
        return Passkey(
            id: ID(), person: ID(), credential: authenticator.id, publicKey: key.bytes, algorithm: key.algorithm, signCount: signCount,
            isBackupEligible: isBackupEligible, isBackedUp: false, transports: [], name: "A phone", addedAt: Date(), usedAt: nil)
    }

    private func use(_ authenticator: SoftAuthenticator, as known: Passkey) throws -> CredentialUse {
        let answer = try AuthenticationAnswer(json: Array(authenticator.assertion(challenge).utf8))
        return try party.verify(answer, answering: challenge, against: known, of: handle)
    }

    @Test func `a passkey of each kind proves its owner`() throws {
        for key in [SoftAuthenticator.Key.p256(.init()), .ed25519(.init())] {
            var authenticator = SoftAuthenticator(key, handle: handle)
            #expect(try use(authenticator, as: stored(authenticator)) == CredentialUse(signCount: 0, isBackedUp: false))
            (authenticator.flags, authenticator.signCount) = (0x1D, 3)
            let synced = try stored(authenticator, signCount: 2, isBackupEligible: true)
            #expect(try use(authenticator, as: synced) == CredentialUse(signCount: 3, isBackedUp: true))
        }
    }

    @Test(arguments: [
        Change("another site", .origin("http://evil.example:8000")) { $0.origin = "http://evil.example:8000" },
        Change("a sibling", .origin("http://blog.rose-ash.localhost:8000")) { $0.origin = "http://blog.rose-ash.localhost:8000" },
        Change("another party", .otherParty) { $0.party = "rose-ash.localhost" },
        Change("the other ceremony", .otherCeremony) { $0.type = "webauthn.create" },
        Change("a frame", .embedded) { $0.clientMembers = ",\"crossOrigin\":true" },
        Change("a page around it", .embedded) { $0.clientMembers = ",\"crossOrigin\":false,\"topOrigin\":\"https://example.org\"" },
        Change("nobody there", .notPresent) { $0.flags = 0x04 },
        Change("somebody, who is not verified", .notVerified) { $0.flags = 0x01 },
        Change("backed up, but cannot be", .backupFlags) { $0.flags = 0x15 },
        Change("could be backed up all at once", .backupFlags) { $0.flags = 0x0D },
        Change("nobody's", .otherPerson) { $0.handle = nil },
        Change("somebody else's", .otherPerson) { $0.handle = [UInt8](repeating: 6, count: 32) },
        Change("nobody's, in so many words", .otherPerson) { $0.handle = [] },
        Change("another key", .signature) { $0.key = .p256(.init()) },
        Change("a key of another kind", .signature) { $0.key = .ed25519(.init()) },
        Change("another credential", .otherCredential) { $0.id = [1] },
        Change("something after the data", .malformed("something follows the authenticator data")) { $0.trailing = [0] },
        Change("a counter that stands still", .counter) { $0.signCount = 0 },
        Change("one that stands", .counter) { $0.signCount = 4 },
        Change("one that goes back", .counter) { $0.signCount = 3 },
    ])
    func `what is otherwise than it has to be is refused`(change: Change) throws {
        var authenticator = SoftAuthenticator(handle: handle)
        authenticator.signCount = 5
        let known = try stored(authenticator, signCount: 4)
        #expect(try use(authenticator, as: known).signCount == 5)
        change.make(&authenticator)
        #expect(throws: change.fault) { try use(authenticator, as: known) }
    }

    @Test func `a signature with any bit changed is refused`() throws {
        for key in [SoftAuthenticator.Key.p256(.init()), .ed25519(.init())] {
            let authenticator = SoftAuthenticator(key, handle: handle)
            let known = try stored(authenticator)
            for bit in 0..<256 {
                let text = authenticator.assertion(challenge) { signature in
                    var signature = signature
                    signature[bit / 8 % signature.count] ^= 1 << (bit % 8)
                    return signature
                }
                let answer = try AuthenticationAnswer(json: Array(text.utf8))
                #expect(throws: CeremonyFault.signature, "bit \(bit)") {
                    try party.verify(answer, answering: challenge, against: known, of: handle)
                }
            }
        }
    }

    @Test func `a passkey that is made where one is to be used is refused`() throws {
        var authenticator = SoftAuthenticator(handle: handle)
        let known = try stored(authenticator)
        authenticator.flags |= 0x40
        authenticator.trailing = Array(authenticator.registrationData.dropFirst(37))
        #expect(throws: CeremonyFault.malformed("a credential is made where one is used")) { try use(authenticator, as: known) }
    }
}
