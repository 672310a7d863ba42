import Foundation
import Shared
import Testing
@testable import SharedInfrastructure

struct ChallengeMintTests {
    private let mint = ChallengeMint(Secret(String(repeating: "k", count: 32)))
    private let browser = SecretToken()
    private let now = Date(timeIntervalSince1970: 1_800_000_000)

    @Test func `a challenge is answered by the browser, in the ceremony and by the person that it was made for, for five minutes`() throws {
        let maya = ID<Person>()
        for purpose in [ChallengeMint.Purpose.authentication, .registration(maya)] {
            let challenge = mint.challenge(for: purpose, browser, at: now)
            let answered = try mint.check(challenge, for: purpose, browser, at: now + 299)
            #expect(answered.bytes == challenge && answered.end == now + 300 && answered.hash.count == 32)
            #expect(throws: CeremonyFault.expired) { try mint.check(challenge, for: purpose, browser, at: now + 300) }
            #expect(throws: CeremonyFault.challenge) { try mint.check(challenge, for: purpose, SecretToken(), at: now) }
            #expect(throws: CeremonyFault.challenge) { try mint.check(challenge, for: .registration(ID()), browser, at: now) }
            let other = ChallengeMint(Secret(String(repeating: "l", count: 32)))
            #expect(throws: CeremonyFault.challenge) { try other.check(challenge, for: purpose, browser, at: now) }
        }
        let registration = mint.challenge(for: .registration(maya), browser, at: now)
        #expect(throws: CeremonyFault.challenge) { try mint.check(registration, for: .authentication, browser, at: now) }
    }

    @Test func `no two are alike, and none holds with a bit changed, cut short or made longer`() {
        let challenges = (0..<1000).map { _ in mint.challenge(for: .authentication, browser, at: now) }
        #expect(Set(challenges.map { Array($0.prefix(32)) }).count == 1000)
        let challenge = challenges[0]
        for bit in 0..<challenge.count * 8 {
            var changed = challenge
            changed[bit / 8] ^= 1 << (bit % 8)
            #expect(throws: CeremonyFault.challenge, "bit \(bit)") { try mint.check(changed, for: .authentication, browser, at: now) }
        }
        for other in [[], Array(challenge.dropLast()), challenge + [0], Array(challenge.prefix(32))] {
            #expect(throws: CeremonyFault.challenge) { try mint.check(other, for: .authentication, browser, at: now) }
        }
    }
}
