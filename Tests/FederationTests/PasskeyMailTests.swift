import Foundation
import Shared
import SharedInfrastructure
import SharedPostgres
import SharedServices
import Support
import Testing
@testable import Federation

@Suite struct PasskeyMailTests {
    @Test func `Maya is told by mail of each passkey that was added or removed, when, with what, and what to do`() async throws {
        try await PasskeySite.run { site in
            let maya = try await site.member("maya")
            _ = try await maya.addPasskey()
            let passkey = try #require(try await PostgresPasskeys(site.app.resources.database).passkeys(of: maya.person).first)
            let added = try #require(try await site.mail().first)
            #expect(added.to == "maya@example.org" && added.kind == "passkey-change")
            #expect(added.subject == "A passkey was added to your account")
            // Its lines are broken where they end.
            let words = added.text.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
            #expect(words.contains("The passkey “Chrome on Linux” signs you in to your account (maya) from now on."))
            #expect(words.contains("It was added on \(ExactMoment(passkey.addedAt).text), with Chrome on Linux."))
            #expect(words.contains("If that was not you") && words.contains("http://account.rose-ash.localhost:8000/devices"))
            #expect(words.contains("Look at your passkeys: \(PasskeySite.origin)/passkeys"))

            #expect(try await maya.send("passkey=\(passkey.id)&name=My+%3Cphone%3E", to: "/passkeys/names").status == 303)
            #expect(try await site.mail().count == 1)
            #expect(try await maya.send("passkey=\(passkey.id)", to: "/passkeys/removals").status == 303)
            let mail = try await site.mail()
            #expect(mail.count == 2 && mail[1].to == "maya@example.org" && mail[1].subject == "A passkey was removed from your account")
            #expect(mail[1].text.contains("“My <phone>” signs nobody in") && mail[1].html.contains("“My &lt;phone&gt;” signs nobody in"))
        }
    }

    @Test func `what changes nothing sends no mail`() async throws {
        try await PasskeySite.run { site in
            let (maya, omar) = (try await site.member("maya"), try await site.member("omar"))
            let authenticator = try await maya.addPasskey()
            let passkey = try #require(try await PostgresPasskeys(site.app.resources.database).passkeys(of: maya.person).first)
            let again = try await omar.options("/passkeys/options").challenge
            #expect(try await omar.post("/passkeys", authenticator.registration(again)).status == 409)
            #expect(try await omar.send("passkey=\(passkey.id)", to: "/passkeys/removals").status == 404)
            #expect(try await site.mail().map(\.to) == ["maya@example.org"])
        }
    }

    @Test func `a passkey of which no mail can be posted is not added, and not removed`() async throws {
        try await PasskeySite.run { site in
            let maya = try await site.member("maya")
            _ = try await maya.addPasskey()
            let database = site.app.resources.database
            let passkey = try #require(try await PostgresPasskeys(database).passkeys(of: maya.person).first)
            try await database.query("alter table mail.messages add constraint full_up check (kind <> 'passkey-change') not valid")
            let challenge = try await maya.options("/passkeys/options").challenge
            #expect(try await maya.post("/passkeys", SoftAuthenticator().registration(challenge)).status == 500)
            #expect(try await maya.send("passkey=\(passkey.id)", to: "/passkeys/removals").status == 500)
            #expect(try await PostgresPasskeys(database).passkeys(of: maya.person).map(\.id) == [passkey.id])
            #expect(try await site.trail(of: maya).map(\.kind) == [.passkeyAdded])
        }
    }
}

extension PasskeySite {
    /// What is in the outbox, in the order in which it was posted.
    fileprivate func mail() async throws -> [(to: String, kind: String, subject: String, text: String, html: String)] {
        try await app.resources.database.query(
            "select recipient, kind, subject, body_text, body_html from mail.messages order by posted_at, id"
        ).map { (try $0["recipient"], try $0["kind"], try $0["subject"], try $0["body_text"], try $0["body_html"]) }
    }
}
