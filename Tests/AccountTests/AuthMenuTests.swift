import Foundation
import Shared
import SharedHTML
import SharedInfrastructure
import SharedPostgres
import SharedServices
import Support
import Testing
@testable import Account

struct AuthMenuTests {
    @Test func `The menu says who is signed in and leads out again, and otherwise leads in, on whichever site it stands`() async throws {
        try await withMigratedDatabase { database in
            let people = PostgresPeople(database, recording: PostgresActivities(database))
            let (username, email) = (try #require(Username("maya")), try #require(EmailAddress("maya@example.org")))
            let maya = try await database.run { (transaction: borrowing Transaction) in
                try await people.register(username, name: "Maya <3", email: email, in: transaction)
            }
            let menu = AuthMenu(people: people, site: .test)
            let member = try await menu.render(FragmentQuery([:]), for: Visitor(member: maya.id))
            #expect(member.html.description.contains("Maya &lt;3") && member.tags == [CacheTag(maya.id)])
            let reader = try await menu.render(FragmentQuery([:]), for: Visitor())
            #expect(member.html.description.contains("<form method=\"post\" action=\"/auth/logout\"><button>Sign out</button></form>"))
            #expect(member.html.description.contains("<a href=\"http://account.rose-ash.localhost:8000/\">Account</a>"))
            #expect(reader.html.description.contains("<a rel=\"nofollow\" href=\"/auth/login\">Sign in</a>"))
            for html in [member.html, reader.html] { #expect(PageCheck("<!doctype html>" + html.description).faults == []) }
            let gone = try await menu.render(FragmentQuery([:]), for: Visitor(member: ID()))
            #expect(gone.html == reader.html)
        }
    }
}
