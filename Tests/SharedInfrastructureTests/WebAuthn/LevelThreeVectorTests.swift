import Foundation
import Shared
import Testing
@testable import SharedInfrastructure

struct LevelThreeVectorTests {
    /// The vectors set the flag of verification at random.
    private let party = RelyingParty(id: "example.org", origin: "https://example.org", requiresVerification: false)
    private let handle = [UInt8](repeating: 7, count: 32)

    @Test(arguments: ["none.ES256", "packed-self.ES256", "none.ES256.long-credential-id"])
    func `a registration of the specification is taken`(name: String) throws {
        let vector = try LevelThreeVectors.named(name)
        let made = try party.verify(vector.registrationAnswer(), answering: vector.registration.challenge.bytes)
        #expect(made.id == vector.registration.id.bytes && made.key.bytes == vector.registration.key.bytes)
        #expect(made.key.algorithm == .es256 && made.signCount == 0)
    }

    @Test(arguments: ["none.ES256.crossOrigin", "none.ES256.topOrigin"])
    func `one that was made in a frame is refused`(name: String) throws {
        let vector = try LevelThreeVectors.named(name)
        #expect(throws: CeremonyFault.embedded) {
            try party.verify(vector.registrationAnswer(), answering: vector.registration.challenge.bytes)
        }
        #expect(throws: CeremonyFault.embedded) {
            try party.verify(
                vector.authenticationAnswer(handle: handle), answering: vector.authentication.challenge.bytes, against: passkey(vector),
                of: handle)
        }
    }

    @Test(arguments: [
        ("none.ES256", Passkey.Algorithm.es256), ("packed-self.ES256", .es256), ("none.ES256.long-credential-id", .es256),
        ("packed.ES256", .es256), ("packed.EdDSA", .edDSA), ("packed.RS256", .rs256),
    ])
    func `an authentication of the specification is taken, and none of which a bit was changed`(
        name: String, algorithm: Passkey.Algorithm
    ) throws {
        let vector = try LevelThreeVectors.named(name)
        let known = try passkey(vector)
        #expect(known.algorithm == algorithm)
        let answer = try vector.authenticationAnswer(handle: handle)
        let challenge = vector.authentication.challenge.bytes
        let use = try party.verify(answer, answering: challenge, against: known, of: handle)
        #expect(use.signCount == 0)
        let key = try CredentialKey(known.publicKey)
        let message = vector.authentication.authenticatorData.bytes
        var signature = vector.authentication.signature.bytes
        #expect(!key.signed(message, signature))
        signature[signature.count / 2] ^= 1
        #expect(!key.signed(message, signature) && !key.signed(message, []) && !key.signed([], signature))
    }

    @Test func `whoever is not verified is refused everywhere but here`() throws {
        let vector = try LevelThreeVectors.named("none.ES256")
        let strict = RelyingParty(id: "example.org", origin: "https://example.org")
        #expect(throws: CeremonyFault.notVerified) {
            try strict.verify(vector.registrationAnswer(), answering: vector.registration.challenge.bytes)
        }
    }

    /// What would be stored of a vector's registration.
    private func passkey(_ vector: LevelThreeVectors.Vector) throws -> Passkey {
        let key = try CredentialKey(vector.registration.key.bytes)
        return Passkey(
            id: ID(), person: ID(), credential: vector.registration.id.bytes, publicKey: key.bytes, algorithm: key.algorithm, signCount: 0,
            isBackupEligible: vector.authentication.authenticatorData.bytes[32] & 0x08 != 0, isBackedUp: false, transports: [],
            name: vector.name, addedAt: Date(), usedAt: nil)
    }
}
