import Foundation
import HTTPTypes
import Shared
import SharedInfrastructure
import SharedPostgres
import SharedServices
import Support
import Testing
@testable import Federation

struct PasskeyJourneyTests {
    @Test func `Maya adds a passkey, signs in with it in another browser, and goes on to where she wanted`() async throws {
        try await PasskeySite.run { site in
            let maya = try await site.member("maya")
            let authenticator = try await maya.addPasskey()
            let list = try await maya.get("/passkeys").body
            #expect(list.contains("<h3>Chrome on Linux</h3>") && list.contains("never used") && list.contains("on one device only"))
            #expect(try await site.trail(of: maya).map(\.kind) == [.passkeyAdded])

            let phone = site.stranger
            let options = try await phone.options("/sign-in/passkey/options")
            #expect(options.handle == nil)
            let next = "/authorize?client_id=blog&scope=openid"
            let answer = try await phone.post(
                "/sign-in/passkey?next=%2Fauthorize%3Fclient_id%3Dblog%26scope%3Dopenid", authenticator.assertion(options.challenge))
            #expect(answer.status == 200 && answer.headers[.cacheControl] == "no-store")
            #expect(try JSONDecoder().decode([String: String].self, from: Data(answer.body.utf8)) == ["next": next])
            #expect(phone.cookies["__Host-session"] != nil && phone.cookies["member"] == "1")
            #expect(try await phone.get("/passkeys").body.contains("last used on"))
            #expect(try await site.devices(of: maya).map(\.method) == [.passkey, .mail])
            #expect(try await site.trail(of: maya).map(\.kind) == [.signedIn, .passkeyAdded])
            #expect(try await site.trail(of: maya).first?.detail == "passkey")
        }
    }

    @Test func `Who is signed in proves anew with a passkey, keeps the device and gets another session`() async throws {
        try await PasskeySite.run { site in
            let maya = try await site.member("maya", provedAt: Date() - 300)
            let authenticator = try await maya.addPasskey()
            let before = maya.cookies["__Host-session"]
            let options = try await maya.options("/sign-in/passkey/options")
            #expect(try await maya.post("/sign-in/passkey", authenticator.assertion(options.challenge)).status == 200)
            #expect(maya.cookies["__Host-session"] != before)
            let devices = try await site.devices(of: maya)
            #expect(devices.map(\.method) == [.passkey])
            #expect(try #require(devices.first).provedAt > Date() - 60)
            #expect(try await site.trail(of: maya).map(\.kind) == [.provedAnew, .passkeyAdded])
        }
    }

    @Test func `Passkeys are renamed and removed, each by its owner`() async throws {
        try await PasskeySite.run { site in
            let (maya, omar) = (try await site.member("maya"), try await site.member("omar"))
            let authenticator = try await maya.addPasskey()
            let passkey = try #require(try await PostgresPasskeys(site.app.resources.database).passkeys(of: maya.person).first)
            let page = try await maya.get("/passkeys/\(passkey.id)")
            #expect(page.status == 200 && PageCheck(page.body).faults == [] && page.headers[.cacheControl] == "no-store")

            let renamed = try await maya.send("passkey=\(passkey.id)&name=+My+%3Cphone%3E+", to: "/passkeys/names")
            #expect(renamed.status == 303 && renamed.headers[.location] == "/passkeys?renamed=\(passkey.id)")
            let list = try await maya.get("/passkeys?renamed=\(passkey.id)").body
            #expect(list.contains("It is called “My &lt;phone&gt;” now.") && PageCheck(list).faults == [])
            let wrong = try await maya.send("passkey=\(passkey.id)&name=++", to: "/passkeys/names")
            #expect(wrong.status == 422 && wrong.body.contains("Use 1 to 100 characters") && PageCheck(wrong.body).faults == [])

            for answer in [
                try await omar.get("/passkeys/\(passkey.id)"),
                try await omar.send("passkey=\(passkey.id)&name=Mine", to: "/passkeys/names"),
                try await omar.send("passkey=\(passkey.id)", to: "/passkeys/removals"),
            ] { #expect(answer.status == 404) }

            let removed = try await maya.send("passkey=\(passkey.id)", to: "/passkeys/removals")
            #expect(removed.status == 303 && removed.headers[.location] == "/passkeys?removed=\(passkey.id)")
            let after = try await maya.get("/passkeys?removed=\(passkey.id)").body
            #expect(after.contains("The passkey was removed.") && after.contains("You have none yet") && PageCheck(after).faults == [])
            #expect(try await maya.send("passkey=\(passkey.id)", to: "/passkeys/removals").status == 404)
            #expect(try await site.trail(of: maya).map(\.kind) == [.passkeyRemoved, .passkeyAdded])
            #expect(try await site.trail(of: maya).first?.detail == "My <phone>")

            let phone = site.stranger
            let options = try await phone.options("/sign-in/passkey/options")
            #expect(try await phone.post("/sign-in/passkey", authenticator.assertion(options.challenge)).status == 404)
            #expect(phone.cookies["__Host-session"] == nil)
        }
    }

    @Test func `Adding and removing need a proof of the last ten minutes; looking and renaming do not`() async throws {
        try await PasskeySite.run { site in
            let maya = try await site.member("maya")
            _ = try await maya.addPasskey()
            let passkey = try #require(try await PostgresPasskeys(site.app.resources.database).passkeys(of: maya.person).first)
            try await site.age(maya, by: 601)
            let again = "/sign-in?next=%2Fpasskeys&amp;again=1"
            let list = try await maya.get("/passkeys")
            #expect(list.status == 200 && list.body.contains("href=\"\(again)\"") && !list.body.contains("data-passkey-add"))
            #expect(PageCheck(list.body).faults == [])
            let page = try await maya.get("/passkeys/\(passkey.id)").body
            #expect(page.contains("next=%2Fpasskeys%2F\(passkey.id)&amp;again=1") && !page.contains("/passkeys/removals"))
            #expect(try await maya.post("/passkeys/options").status == 403)
            #expect(try await maya.post("/passkeys", SoftAuthenticator().registration([1])).status == 403)
            let removal = try await maya.send("passkey=\(passkey.id)", to: "/passkeys/removals")
            #expect(removal.status == 303 && removal.headers[.location] == "/sign-in?next=%2Fpasskeys%2F\(passkey.id)&again=1")
            #expect(try await maya.send("passkey=\(passkey.id)&name=Phone", to: "/passkeys/names").status == 303)
            #expect(try await PostgresPasskeys(site.app.resources.database).passkeys(of: maya.person).map(\.name) == ["Phone"])
        }
    }

    @Test func `Strangers are sent to sign in, and scripts of theirs get nothing`() async throws {
        try await PasskeySite.run { site async throws in
            let stranger = site.stranger
            let passkey = ID<Passkey>()
            #expect(try await stranger.get("/passkeys").headers[.location] == "/sign-in?next=%2Fpasskeys")
            #expect(try await stranger.get("/passkeys/\(passkey)").headers[.location] == "/sign-in?next=%2Fpasskeys%2F\(passkey)")
            #expect(
                try await stranger.send("passkey=\(passkey)&name=a", to: "/passkeys/names").headers[.location]
                    == "/sign-in?next=%2Fpasskeys")
            #expect(
                try await stranger.send("passkey=\(passkey)", to: "/passkeys/removals").headers[.location] == "/sign-in?next=%2Fpasskeys")
            #expect(try await stranger.post("/passkeys/options").status == 403)
            #expect(try await stranger.post("/passkeys", "{}").status == 403)
            #expect(try await stranger.get("/passkeys/not-an-id").status == 404)
        }
    }

    @Test func `The page to sign in takes passkeys, says what they need, and leads nowhere else`() async throws {
        try await PasskeySite.run { site in
            let page = try await site.stranger.get("/sign-in?next=%2Fpasskeys")
            #expect(page.status == 200 && page.headers[.cacheControl] == "no-store" && PageCheck(page.body).faults == [])
            #expect(page.body.contains("your browser has to run JavaScript"))
            #expect(page.body.contains("data-action=\"/sign-in/passkey?next=%2Fpasskeys\""))
            #expect(page.body.contains("data-options=\"/sign-in/passkey/options\""))
            let policy = page.headers[try #require(HTTPField.Name("Permissions-Policy"))] ?? ""
            #expect(policy.contains("publickey-credentials-get=(self)") && policy.contains("publickey-credentials-create=(self)"))
            for next in ["%2F%2Fevil.example", "https%3A%2F%2Fevil.example", "%2F%5Cevil.example", "passkeys", "%2Fa&next=%2Fb"] {
                let status = try await site.stranger.post("/sign-in/passkey?next=\(next)", "{}").status
                #expect(status == 400 || status == 404, "\(next)")
            }
        }
    }
}

extension PasskeySite {
    /// Lets time go by since `browser`'s member proved who they are.
    func age(_ browser: PasskeyVisitor, by seconds: Double) async throws {
        let moment = Date() - seconds
        _ = try await app.resources.database.query(
            "update account.devices set started_at = \(moment), proved_at = \(moment) where person_id = \(browser.person)")
    }
}
