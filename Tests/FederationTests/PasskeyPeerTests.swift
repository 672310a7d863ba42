import Foundation
import Shared
import SharedInfrastructure
import Support
import Testing
@testable import Federation

/// A software authenticator of Yubico's package before the running service, and what two other verifiers say of the same answers:
/// `Tests/Peers/passkey_peer.py`.
struct PasskeyPeerTests {
    struct Verdict: Decodable, CustomStringConvertible {
        let `case`: String
        let ceremony: String
        let ours: Bool
        let webauthn: Bool
        let fido2: Bool
        var description: String { "\(ceremony): \(`case`)" }
    }

    /// What WebAuthn Level 3 refuses and both others take: frames and pages around them (7.1, step 10; 7.2, step 13), eligibility for backup
    /// that changes (7.2, step 19), whose a passkey is (7.2, step 6), a credential that goes by another's name, a key that is none.
    private static let ourRules: Set<String> = [
        "in a frame", "below another page", "could be synced all at once", "cannot be synced any more", "nobody's", "somebody else's",
        "another name", "another credential's name", "a point beside the curve",
    ]
    /// What webauthn refuses with us, and fido2 leaves to others.
    private static let rulesWithoutFIDO2: Set<String> = [
        "counted the same", "counted backwards", "not counted any more", "backed up, but cannot be", "attested by another key",
        "attested with another algorithm", "none, with a statement", "an unknown attestation", "an algorithm that was not asked for",
        "a key that is none", "another kind of credential",
    ]

    @Test func `What other verifiers take is taken, and what they refuse is refused`() async throws {
        // One network asks more often here than people do.
        let verdicts = try await FederationSite.running(settings: ["SIGN_INS_PER_NETWORK": "1000"]) { federation, running, _ in
            let app = federation.app
            let maya = try await PasskeySite(app: app).member("maya")
            let token = try #require(maya.cookies["__Host-session"])
            return try await Self.ask("\(running.listening.publicPort)", token)
        }
        #expect(verdicts.count > 60 && verdicts.filter(\.ours).count > 15)
        for verdict in verdicts {
            if Self.ourRules.contains(verdict.case) {
                #expect(!verdict.ours, "\(verdict)")
            } else {
                #expect(verdict.ours == verdict.webauthn, "\(verdict)")
                if !Self.rulesWithoutFIDO2.contains(verdict.case) { #expect(verdict.ours == verdict.fido2, "\(verdict)") }
            }
        }
    }

    private static func ask(_ arguments: String...) async throws -> [Verdict] {
        let said = try await TestProgram.peer("passkey_peer.py", arguments)
        return try said.split(separator: "\n").map { try JSONDecoder().decode(Verdict.self, from: Data($0.utf8)) }
    }
}
