import Crypto
import Foundation
import Shared
import Support
import Testing
@testable import SharedInfrastructure

struct RegistrationTests {
    private let party = RelyingParty(id: "federation.rose-ash.localhost", origin: "http://federation.rose-ash.localhost:8000")
    private let challenge = [UInt8](repeating: 9, count: 72)

    private func register(_ authenticator: SoftAuthenticator) throws -> NewCredential {
        try party.verify(RegistrationAnswer(json: Array(authenticator.registration(challenge).utf8)), answering: challenge)
    }

    @Test func `a passkey of each kind is taken as it says it is`() throws {
        for key in [SoftAuthenticator.Key.p256(.init()), .ed25519(.init())] {
            var authenticator = SoftAuthenticator(key)
            authenticator.flags = 0x1D
            authenticator.signCount = 7
            let made = try register(authenticator)
            #expect(made.id == authenticator.id && made.key.bytes == authenticator.publicKey && made.signCount == 7)
            #expect(made.isBackupEligible && made.isBackedUp && made.transports == [.internal, .hybrid])
        }
    }

    @Test func `an attestation by the key itself has to hold, and any other was not asked for`() throws {
        for key in [SoftAuthenticator.Key.p256(.init()), .ed25519(.init())] {
            var authenticator = SoftAuthenticator(key)
            authenticator.attestation.format = "packed"
            #expect(throws: Never.self) { try register(authenticator) }
            let wrong = authenticator.sign([1, 2, 3])
            for (algorithm, signature) in [(-7, wrong), (-8, wrong), (-257, wrong), (-7, [])] {
                authenticator.attestation.statement = CBORWriting.map([
                    (CBORWriting.text("alg"), CBORWriting.number(algorithm)), (CBORWriting.text("sig"), CBORWriting.bytes(signature)),
                ])
                #expect(throws: CeremonyFault.attestation) { try register(authenticator) }
            }
        }
        for format in ["fido-u2f", "tpm", "android-key", "apple", "compound", "None", ""] {
            var authenticator = SoftAuthenticator()
            authenticator.attestation = (format, [0xA0])
            #expect(throws: CeremonyFault.attestation) { try register(authenticator) }
        }
        var chatty = SoftAuthenticator()
        chatty.attestation.statement = CBORWriting.map([(CBORWriting.text("alg"), CBORWriting.number(-7))])
        #expect(throws: CeremonyFault.attestation) { try register(chatty) }
    }

    @Test(arguments: [
        Change("another site", .origin("http://evil.example:8000")) { $0.origin = "http://evil.example:8000" },
        Change("a sibling", .origin("http://blog.rose-ash.localhost:8000")) { $0.origin = "http://blog.rose-ash.localhost:8000" },
        Change("another port", .origin("http://federation.rose-ash.localhost")) { $0.origin = "http://federation.rose-ash.localhost" },
        Change("a slash more", .origin("http://federation.rose-ash.localhost:8000/")) { $0.origin += "/" },
        Change("another party", .otherParty) { $0.party = "rose-ash.localhost" },
        Change("the other ceremony", .otherCeremony) { $0.type = "webauthn.get" },
        Change("a frame", .embedded) { $0.clientMembers = ",\"crossOrigin\":true" },
        Change("a page around it", .embedded) { $0.clientMembers = ",\"topOrigin\":\"https://example.org\"" },
        Change("nobody there", .notPresent) { $0.flags = 0x04 },
        Change("somebody, who is not verified", .notVerified) { $0.flags = 0x01 },
        Change("backed up, but cannot be", .backupFlags) { $0.flags = 0x15 },
        Change("something after the data", .malformed("something follows the authenticator data")) { $0.trailing = [0] },
        Change("extensions that are not there", .malformed("extensions cannot be read")) { $0.flags |= 0x80 },
        Change("extensions that are no map", .malformed("extensions cannot be read")) { ($0.flags, $0.trailing) = (0x85, [0x01]) },
        Change("no id", .malformed("this is not a credential")) { $0.id = [] },
        Change("a long id", .malformed("this is not a credential")) { $0.id = [UInt8](repeating: 1, count: 1024) },
    ])
    func `what is otherwise than it has to be is refused`(change: Change) {
        var authenticator = SoftAuthenticator()
        change.make(&authenticator)
        #expect(throws: change.fault) { try register(authenticator) }
    }

    @Test func `extensions that nobody asked for mean nothing`() throws {
        var authenticator = SoftAuthenticator()
        authenticator.flags |= 0x80
        authenticator.trailing = CBORWriting.map([(CBORWriting.text("credProtect"), CBORWriting.number(2))])
        authenticator.clientMembers = ",\"crossOrigin\":false,\"other\":{\"a\":[1]}"
        #expect(try register(authenticator).id == authenticator.id)
    }

    @Test func `another challenge is refused, be it one byte`() throws {
        let answer = try RegistrationAnswer(json: Array(SoftAuthenticator().registration(challenge).utf8))
        for other in [Array(challenge.dropLast()) + [8], [], challenge + [0]] {
            #expect(throws: CeremonyFault.challenge) { try party.verify(answer, answering: other) }
        }
    }

    @Test func `a credential that is not the one it names is refused`() throws {
        let authenticator = SoftAuthenticator()
        var other = authenticator
        other.id = [UInt8](repeating: 3, count: 32)
        let text = authenticator.registration(challenge)
            .replacing(Base64URL.encode(authenticator.id), with: Base64URL.encode(other.id))
        #expect(throws: CeremonyFault.otherCredential) {
            try party.verify(RegistrationAnswer(json: Array(text.utf8)), answering: challenge)
        }
    }

    @Test func `keys that nobody asked for, or that are none, are refused`() throws {
        typealias Write = CBORWriting
        let (x, y) = ([UInt8](repeating: 1, count: 32), [UInt8](repeating: 2, count: 32))
        let good = Array(P256.Signing.PrivateKey().publicKey.x963Representation.dropFirst())
        func key(_ entries: [(Int, [UInt8])]) -> [UInt8] { Write.map(entries.map { (Write.number($0.0), $0.1) }) }
        let (goodX, goodY) = (Write.bytes(Array(good.prefix(32))), Write.bytes(Array(good.suffix(32))))
        let modulus = [UInt8](repeating: 0xFF, count: 256)
        let keys = [
            // Not on the curve; too short; of another curve, kind and algorithm; with something more; without a part; of one coordinate.
            key([(1, Write.number(2)), (3, Write.number(-7)), (-1, Write.number(1)), (-2, Write.bytes(x)), (-3, Write.bytes(y))]),
            key([(1, Write.number(2)), (3, Write.number(-7)), (-1, Write.number(1)), (-2, Write.bytes(Array(x.dropLast()))), (-3, goodY)]),
            key([(1, Write.number(2)), (3, Write.number(-7)), (-1, Write.number(2)), (-2, goodX), (-3, goodY)]),
            key([(1, Write.number(1)), (3, Write.number(-7)), (-1, Write.number(1)), (-2, goodX), (-3, goodY)]),
            key([(1, Write.number(2)), (3, Write.number(-35)), (-1, Write.number(1)), (-2, goodX), (-3, goodY)]),
            key([(1, Write.number(2)), (2, Write.bytes([1])), (3, Write.number(-7)), (-1, Write.number(1)), (-2, goodX), (-3, goodY)]),
            key([(1, Write.number(2)), (3, Write.number(-7)), (-1, Write.number(1)), (-2, goodX)]),
            key([(1, Write.number(2)), (3, Write.number(-7)), (-1, Write.number(1)), (-2, goodX), (-3, [0xF5])]),
            key([(1, Write.number(1)), (3, Write.number(-8)), (-1, Write.number(6)), (-2, Write.bytes(Array(x.dropLast())))]),
            key([(1, Write.number(1)), (3, Write.number(-8)), (-1, Write.number(7)), (-2, Write.bytes(x))]),
            // RSA: too small, another exponent, a zero in front.
            key([
                (1, Write.number(3)), (3, Write.number(-257)), (-1, Write.bytes(Array(modulus.dropLast()))), (-2, Write.bytes([1, 0, 1])),
            ]),
            key([(1, Write.number(3)), (3, Write.number(-257)), (-1, Write.bytes(modulus)), (-2, Write.bytes([3]))]),
            key([(1, Write.number(3)), (3, Write.number(-257)), (-1, Write.bytes([0] + modulus)), (-2, Write.bytes([1, 0, 1]))]),
            // No algorithm at all, and no map.
            key([(1, Write.number(2)), (-1, Write.number(1)), (-2, goodX), (-3, goodY)]), [0x00], [0xA0],
        ]
        for (number, bytes) in keys.enumerated() {
            var authenticator = SoftAuthenticator()
            authenticator.coseKey = bytes
            #expect(throws: CeremonyFault.key, "key \(number)") { try register(authenticator) }
            #expect(throws: CeremonyFault.key, "key \(number)") { try CredentialKey(bytes) }
        }
    }

    @Test(arguments: [
        "", "{}", "[]", "null", #"{"id":"AQ","rawId":"AQ","type":"public-key"}"#,
        #"{"id":"AQ","rawId":"Ag","type":"public-key","response":{"clientDataJSON":"e30","attestationObject":"oA"}}"#,
        #"{"id":"AQ","rawId":"AQ","type":"password","response":{"clientDataJSON":"e30","attestationObject":"oA"}}"#,
        #"{"id":"A+==","rawId":"A+==","type":"public-key","response":{"clientDataJSON":"e30","attestationObject":"oA"}}"#,
        #"{"id":"AQ","rawId":"AQ","type":"public-key","response":{"clientDataJSON":"e30=","attestationObject":"oA"}}"#,
        #"{"id":"AQ","rawId":"AQ","type":"public-key","response":{"clientDataJSON":"e30","attestationObject":"oA"}}"#,
        #"{"id":"AQ","rawId":"AQ","type":"public-key","response":{"clientDataJSON":7,"attestationObject":"oA"}}"#,
    ])
    func `what is no credential is refused`(json: String) {
        #expect {
            try party.verify(RegistrationAnswer(json: Array(json.utf8)), answering: challenge)
        } throws: { error in
            if case CeremonyFault.malformed = error { true } else { false }
        }
    }
}
