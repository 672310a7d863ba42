import Crypto
import Foundation
import HTTPTypes
import Shared
import SharedInfrastructure
import SharedPostgres
import SharedServices
import Support
import Testing
@testable import Federation

struct PasskeyRefusalTests {
    @Test func `A challenge is answered once, also by twenty at once, and also when the answer was wrong`() async throws {
        try await PasskeySite.run { site in
            let maya = try await site.member("maya")
            let authenticator = try await maya.addPasskey()
            let phone = site.stranger
            let challenge = try await phone.options("/sign-in/passkey/options").challenge
            let (assertion, cookies) = (authenticator.assertion(challenge), phone.cookies)
            let signedIn = await withTaskGroup(of: Bool.self) { tasks in
                for _ in 0..<20 {
                    tasks.addTask {
                        let browser = PasskeyVisitor(app: site.app, person: ID(), cookies: cookies)
                        return (try? await browser.post("/sign-in/passkey", assertion).status) == 200
                    }
                }
                return await tasks.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(signedIn == 1)
            #expect(try await phone.post("/sign-in/passkey", assertion).status == 410)

            let second = try await phone.options("/sign-in/passkey/options").challenge
            let wrong = authenticator.assertion(second) { Array($0.dropLast()) + [($0.last ?? 0) ^ 1] }
            #expect(try await phone.post("/sign-in/passkey", wrong).status == 422)
            #expect(try await phone.post("/sign-in/passkey", authenticator.assertion(second)).status == 410)
        }
    }

    @Test func `A challenge belongs to its browser, its ceremony and its person, and grows old`() async throws {
        try await PasskeySite.run { site in
            let (maya, omar) = (try await site.member("maya"), try await site.member("omar"))
            let authenticator = try await maya.addPasskey()
            let (phone, other) = (site.stranger, site.stranger)
            let challenge = try await phone.options("/sign-in/passkey/options").challenge
            #expect(try await other.post("/sign-in/passkey", authenticator.assertion(challenge)).status == 410)
            _ = try await other.options("/sign-in/passkey/options")
            #expect(try await other.post("/sign-in/passkey", authenticator.assertion(challenge)).status == 410)
            // What others tried in vain has not used it up.
            #expect(try await phone.post("/sign-in/passkey", authenticator.assertion(challenge)).status == 200)

            let forSigningIn = try await maya.options("/sign-in/passkey/options").challenge
            #expect(try await maya.post("/passkeys", SoftAuthenticator().registration(forSigningIn)).status == 410)
            let forAdding = try await maya.options("/passkeys/options").challenge
            #expect(try await maya.post("/sign-in/passkey", authenticator.assertion(forAdding)).status == 410)
            // The same browser, in which somebody else is signed in now.
            let swapped = PasskeyVisitor(
                app: site.app, person: omar.person,
                cookies: maya.cookies.merging(["__Host-session": omar.cookies["__Host-session"] ?? ""]) { $1 })
            #expect(try await swapped.post("/passkeys", SoftAuthenticator().registration(forAdding)).status == 410)

            let browser = SecretToken()
            let mint = ChallengeMint(try #require(site.app.resources.config.issuer?.key))
            for (age, status) in [(240.0, 200), (301.0, 410)] {
                let slow = PasskeyVisitor(app: site.app, person: ID(), cookies: ["__Host-passkeys": browser.text])
                let challenge = mint.challenge(for: .authentication, browser, at: Date() - age)
                #expect(try await slow.post("/sign-in/passkey", authenticator.assertion(challenge)).status == status)
            }
        }
    }

    @Test(
        arguments: [
            { $0.origin = "http://evil.example" }, { $0.origin = "http://blog.rose-ash.localhost:8000" },
            { $0.party = "rose-ash.localhost" },
            { $0.type = "webauthn.create" }, { $0.clientMembers = ",\"crossOrigin\":true" }, { $0.flags = 0x04 }, { $0.flags = 0x01 },
            { $0.flags = 0x0D }, { $0.key = .p256(.init()) }, { $0.handle = nil }, { $0.handle = [UInt8](repeating: 1, count: 32) },
            { $0.signCount = 5 }, { $0.signCount = 4 }, { $0.signCount = 0 },
        ] as [@Sendable (inout SoftAuthenticator) -> Void])
    func `Nobody is signed in by what is otherwise than it has to be`(change: @Sendable (inout SoftAuthenticator) -> Void) async throws {
        try await PasskeySite.run { site in
            let maya = try await site.member("maya")
            var counting = SoftAuthenticator()
            counting.signCount = 5
            var authenticator = try await maya.addPasskey(counting)
            authenticator.signCount = 6
            let phone = site.stranger
            var changed = authenticator
            change(&changed)
            let challenge = try await phone.options("/sign-in/passkey/options").challenge
            let refused = try await phone.post("/sign-in/passkey", changed.assertion(challenge))
            #expect(refused.status == 422 && phone.cookies["__Host-session"] == nil)
            #expect(refused.headers[.contentType] == "application/problem+json")
            let again = try await phone.options("/sign-in/passkey/options").challenge
            #expect(try await phone.post("/sign-in/passkey", authenticator.assertion(again)).status == 200)
            #expect(try await site.trail(of: maya).map(\.kind) == [.signedIn, .passkeyAdded])
        }
    }

    @Test(
        arguments: [
            { $0.origin = "http://evil.example" }, { $0.party = "rose-ash.localhost" }, { $0.type = "webauthn.get" },
            { $0.clientMembers = ",\"crossOrigin\":true" }, { $0.flags = 0x04 }, { $0.flags = 0x01 }, { $0.flags = 0x15 },
            { $0.attestation.format = "fido-u2f" }, { $0.coseKey = [0xA0] },
        ] as [@Sendable (inout SoftAuthenticator) -> Void])
    func `Nothing is added by what is otherwise than it has to be`(change: @Sendable (inout SoftAuthenticator) -> Void) async throws {
        try await PasskeySite.run { site in
            let maya = try await site.member("maya")
            var authenticator = SoftAuthenticator()
            change(&authenticator)
            let challenge = try await maya.options("/passkeys/options").challenge
            #expect(try await maya.post("/passkeys", authenticator.registration(challenge)).status == 422)
            #expect(try await maya.get("/passkeys").body.contains("You have none yet"))
            #expect(try await site.trail(of: maya).isEmpty)
        }
    }

    @Test func `A passkey is added once, whoever tries, and at most twenty`() async throws {
        try await PasskeySite.run { site in
            let (maya, omar) = (try await site.member("maya"), try await site.member("omar"))
            let authenticator = try await maya.addPasskey()
            for browser in [maya, omar] {
                let challenge = try await browser.options("/passkeys/options").challenge
                #expect(try await browser.post("/passkeys", authenticator.registration(challenge)).status == 409)
            }
            for _ in 2...Passkey.maximum { _ = try await maya.addPasskey() }
            #expect(try await maya.post("/passkeys/options").status == 409)
            let list = try await maya.get("/passkeys").body
            #expect(list.contains("as many as there may be") && PageCheck(list).faults == [])
        }
    }

    @Test func `Another site's pages, and other content, get nowhere`() async throws {
        try await PasskeySite.run { site in
            let maya = try await site.member("maya")
            for path in ["/passkeys/options", "/passkeys", "/sign-in/passkey/options", "/sign-in/passkey"] {
                for origin in ["http://evil.example", "http://blog.rose-ash.localhost:8000", "null"] {
                    #expect(try await maya.post(path, "{}", from: origin).status == 403, "\(path) \(origin)")
                }
            }
            for form in ["/passkeys/names", "/passkeys/removals"] {
                #expect(
                    try await maya.send("passkey=\(ID<Passkey>())", to: form, from: "http://blog.rose-ash.localhost:8000").status == 403)
            }
            for path in ["/passkeys", "/sign-in/passkey"] {
                #expect(try await maya.send("id=a", to: path).status == 415)
                #expect(try await maya.post(path, "{\"id\":\"\(String(repeating: "a", count: 70_000))\"}").status == 413)
                for body in ["", "{", "[]", "{}", "\u{0}"] { #expect(try await maya.post(path, body).status == 422, "\(body)") }
            }
        }
    }
}
