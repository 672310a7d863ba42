import Foundation
import HTTPTypes
import Shared
import SharedInfrastructure
import SharedPostgres
import SharedServices
import Support
import Testing
@testable import Account

struct ConsentsPageTests {
    @Test func `each program is listed with its host, what it may, since when and how lately, and can be stopped`() async throws {
        try await AccountSite.run { account in
            let maya = try await account.member()
            let empty = try await account.ask("/consents", maya)
            empty.expectPrivatePage()
            #expect(empty.body.contains("None knows you") && !empty.body.contains("/consents/withdrawals"))
            try await account.register("ally", "The <b>ally</b>")
            try await account.register("widget", "A widget")
            try await account.consent([.openid, .email], maya, "ally", at: Date(timeIntervalSince1970: 1_790_000_000))
            try await account.consent([.openid], maya, "widget", at: Date(timeIntervalSince1970: 1_780_000_000))
            try await account.grant(maya, "ally", at: Date(timeIntervalSince1970: 1_792_000_000))
            let page = try await account.ask("/consents", maya)
            page.expectPrivatePage()
            #expect(page.body.contains("The &lt;b&gt;ally&lt;/b&gt;") && page.body.contains("at https://ally.example<"))
            #expect(page.body.contains("your email address") && !page.body.contains("your username"))
            #expect(page.body.contains("21 September 2026") && page.body.contains("28 May 2026"))
            #expect(page.body.contains("last used <time") && page.body.contains("14 October 2026"))
            #expect(
                page.body.components(separatedBy: "last used").count == 2 && page.body.components(separatedBy: "Take it back").count == 3)
            #expect(try await account.ask("/", maya).body.contains("href=\"/consents\""))
        }
    }

    @Test func `what is taken back is gone on every device at once, and its owner reads of it`() async throws {
        try await AccountSite.run { account in
            let maya = try await account.member()
            let phone = try await account.signIn(maya.person)
            try await account.register("ally", "The <b>ally</b>")
            try await account.register("widget", "A widget")
            for client in ["ally", "widget"] { try await account.consent([.openid, .offlineAccess], maya, client, at: Date()) }
            for browser in [maya, phone] { try await account.grant(browser, "ally", at: Date()) }
            try await account.grant(maya, "widget", at: Date())
            try await account.grant(maya, "blog", at: Date())
            let answer = try await account.send("client=ally", to: "/consents/withdrawals", maya)
            let page = try await account.page(after: answer, maya)
            page.expectPrivatePage()
            #expect(
                page.body.contains("role=\"status\">Taken back.") && !page.body.contains("ally.example") && page.body.contains("A widget"))
            #expect(try await account.living() == ["blog", "widget"])
            let entry = try #require(try await account.history(of: maya).first)
            #expect(entry.kind == .consentWithdrawn && entry.detail == "The <b>ally</b>" && entry.device == "Firefox on Linux")
            // A second click, one that there is not, and one of our own services: nothing more.
            for client in ["ally", "nobody", "blog"] {
                let again = try await account.send("client=\(client)", to: "/consents/withdrawals", maya)
                #expect(again.status == 303 && again.headers[.location] == "/consents?done=consent-withdrawn")
            }
            #expect(try await account.history(of: maya).count == 1)
            #expect(try await account.living() == ["blog", "widget"])
        }
    }

    @Test func `nobody takes back what somebody else has let, nor without signing in, nor from another site`() async throws {
        try await AccountSite.run { account in
            let (maya, omar) = (try await account.member(), try await account.member("omar"))
            try await account.register("ally", "An ally")
            try await account.consent([.openid], maya, "ally", at: Date())
            try await account.grant(maya, "ally", at: Date())
            #expect(try await account.ask("/consents", omar).body.contains("None knows you"))
            #expect(try await account.send("client=ally", to: "/consents/withdrawals", omar).status == 303)
            #expect(try await account.send("client=ally", to: "/consents/withdrawals", nil).status == 401)
            let page = try await account.app.ask("/consents")
            #expect(page.status == 303 && page.headers[.location] == "/auth/login?next=%2Fconsents")
            let forged = try await account.app.send("client=ally", to: "/consents/withdrawals", from: "https://evil.example", maya.headers)
            #expect(forged.status == 403)
            for form in ["", "client=", "client=A+b", "client=ally&client=ally"] {
                #expect(try await account.send(form, to: "/consents/withdrawals", maya).status == 422, "\(form)")
            }
            #expect(try await account.living() == ["ally"])
            for member in [maya, omar] { #expect(try await account.history(of: member).isEmpty) }
        }
    }
}

extension AccountSite {
    private var grants: PostgresGrants { PostgresGrants(database, successors: SuccessorKey(issuerKey: [UInt8](repeating: 7, count: 32))) }

    fileprivate func register(_ id: String, _ name: String) async throws {
        let client = Client(
            id: try #require(ClientID(id)), kind: .thirdParty, name: name, secretHash: nil,
            redirects: try ["cb", "other"].map { try #require(CallbackAddress("https://\(id).example/\($0)")) }, postLogoutRedirects: [],
            logoutAddress: nil)
        try await database.run { (transaction: borrowing Transaction) in
            try await PostgresClients(database).register(client, at: Date(), in: transaction)
        }
    }

    fileprivate func consent(_ scopes: Set<Scope>, _ member: Member, _ client: String, at moment: Date) async throws {
        let (consents, id) = (try services.require(\.consents), try #require(ClientID(client)))
        try await database.run { (transaction: borrowing Transaction) in
            try await consents.give(scopes, by: member.person.id, to: id, at: moment, in: transaction)
        }
    }

    fileprivate func grant(_ member: Member, _ client: String, at moment: Date) async throws {
        let challenge = try #require(CodeChallenge("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"))
        let new = NewGrant(
            client: try #require(ClientID(client)), device: member.device, scopes: [.openid], nonce: nil,
            redirect: try #require(CallbackAddress("https://\(client).example/cb")), challenge: challenge)
        _ = try await database.run { (transaction: borrowing Transaction) in
            try await grants.grant(new, at: moment, in: transaction)
        }
    }

    /// The clients that may something now.
    fileprivate func living() async throws -> [String] {
        try await database.query("select distinct client_id from oauth.grants where ended_at is null order by client_id").map {
            try $0["client_id"]
        }
    }
}
