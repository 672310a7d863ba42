import Foundation
import HTTPTypes
import Shared
import SharedInfrastructure
import SharedPostgres
import SharedServices
import Support
import Testing
@testable import Account

struct RecordsTests {
    @Test func `a member takes along everything that is kept of them, and nothing secret or of others`() async throws {
        try await AccountSite.run { account in
            let maya = try await account.member(name: "Maya \"<ö>\" \u{202E}x", roles: [.siteOperator])
            let omar = try await account.member("omar")
            _ = try await account.send("address=new%40example.org", to: "/address", maya)
            let answer = try await account.send("", to: "/exports", maya)
            #expect(answer.status == 200 && answer.headers[.contentType] == "application/json")
            #expect(answer.headers[.cacheControl] == "no-store")
            let name = try #require(answer.headers[.contentDisposition])
            #expect(name.wholeMatch(of: #/attachment; filename="rose-ash-maya-\d{4}-\d\d-\d\d\.json"/#) != nil, "\(name)")
            let file = try #require(try JSONSerialization.jsonObject(with: Data(answer.body.utf8)) as? [String: Any])
            #expect(
                Set(file.keys) == [
                    "from", "exportedAt", "account", "devices", "history", "roles", "mail", "bylines", "baskets", "signIns", "passkeys",
                    "consents",
                ])
            let profile = try #require(file["account"] as? [String: Any])
            #expect(profile["name"] as? String == maya.person.name && profile["address"] as? String == "maya@example.org")
            #expect((profile["addressChange"] as? [String: Any])?["to"] as? String == "new@example.org")
            let devices = try #require(file["devices"] as? [[String: Any]])
            #expect(devices.map { $0["label"] as? String } == ["Firefox on Linux"])
            #expect(devices.first?["services"] as? [String] == ["account"])
            #expect((file["roles"] as? [[String: Any]])?.first?["role"] as? String == "operator")
            #expect((file["history"] as? [[String: Any]])?.map { $0["kind"] as? String } == ["exported", "address-change-asked"])
            #expect((file["mail"] as? [[String: Any]])?.map { $0["kind"] as? String } == ["address-change"])
            let secrets = [maya.token.text, maya.token.hash.map { String(format: "%02x", $0) }.joined(), "token", "hash"]
            for secret in secrets + [omar.person.id.description, "omar"] { #expect(!answer.body.contains(secret), "\(secret)") }
        }
    }

    @Test func `what is in the basket comes along`() async throws {
        try await AccountSite.run { account in
            let maya = try await account.member()
            let basket = ID<Basket>()
            try await account.database.run { (transaction: borrowing Transaction) in
                try await transaction.connection.query("insert into cart.baskets (id) values (\(basket))")
            }
            var headers = maya.headers
            let visitor = VisitorCookies(account.app.resources.config).setting(basket).value.prefix { $0 != ";" }
            headers[.cookie] = "\(headers[.cookie] ?? ""); \(visitor)"
            let answer = try await account.app.send("", to: "/exports", from: AccountSite.origin, headers)
            #expect(answer.body.contains(basket.description))
        }
    }

    @Test func `a byline comes along, and stays when its writer goes, who is forgotten`() async throws {
        try await AccountSite.run { account in
            let maya = try await account.member()
            let byline = ID<Author>()
            try await account.database.run { (transaction: borrowing Transaction) in
                try await transaction.connection.query(
                    "insert into blog.authors (id, slug, name, person_id) values (\(byline), 'm-bright', 'M. Bright', \(maya.person.id))")
            }
            #expect(try await account.send("", to: "/exports", maya).body.contains("M. Bright"))
            #expect(try await account.send("username=maya", to: "/departures", maya).headers[.location] == "/departed")
            let rows = try await account.database.query("select person_id from blog.authors where id = \(byline)")
            #expect(try rows.map { try $0["person_id"] as ID<Person>? } == [nil])
        }
    }

    @Test func `every table with people in it is emptied of them, or says here why not`() async throws {
        try await AccountSite.run { account in
            // A column of that name in a new table needs a foreign key that cascades, or a `PersonalRecords` that erases, and then its name here.
            // Bylines stay; a passkey goes with the row of its owner, which has such a key. Baskets are erased by theirs. What says which programs
            // are to hear of the sign-out stays until they have.
            let kept: Set<String> = ["blog.authors", "account.passkeys", "cart.baskets", "oauth.logout_deliveries"]
            let rows = try await account.database.query(
                """
                select c.table_schema || '.' || c.table_name as name from information_schema.columns c
                where c.column_name = 'person_id' and not exists (
                    select from pg_constraint k
                    where k.conrelid = format('%I.%I', c.table_schema, c.table_name)::regclass and k.contype = 'f' and k.confdeltype = 'c'
                        and k.confrelid = 'account.people'::regclass
                )
                """)
            #expect(try Set(rows.map { try $0["name"] as String }) == kept)
        }
    }
}
