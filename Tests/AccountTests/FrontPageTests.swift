import Foundation
import HTTPTypes
import Shared
import SharedHTML
import SharedInfrastructure
import Support
import Testing
@testable import Account

struct FrontPageTests {
    @Test func `a reader is told what an account is for, and how to come in`() async throws {
        try await AccountSite.run { account in
            let page = try await account.app.ask("/")
            #expect(page.status == 200 && PageCheck(page.body).faults == [])
            #expect(page.body.contains("You are not signed in") && page.body.contains("What is kept of anybody"))
            #expect(page.body.contains("href=\"/auth/login?next=%2F\""))
            #expect(!page.body.contains("method=\"post\""))
        }
    }

    @Test func `a member finds the ways to all of it; only operators that to the people`() async throws {
        try await AccountSite.run { account in
            let maya = try await account.member()
            let page = try await account.ask("/", maya)
            page.expectPrivatePage()
            #expect(page.body.contains("Hello, <bdi>Maya</bdi>") && page.body.contains("here, and nowhere else"))
            for way in ["/profile", "/address", "/devices", "/history", "/records", "/leaving"] {
                #expect(page.body.contains("href=\"\(way)\""), "\(way)")
                try await account.ask(way, maya).expectPrivatePage()
            }
            #expect(
                page.body.contains("http://federation.rose-ash.localhost:8000/passkeys") && page.body.contains("action=\"/auth/logout\""))
            #expect(!page.body.contains("/people"))
            let omar = try await account.member("omar", roles: [.siteOperator])
            let his = try await account.ask("/", omar)
            #expect(his.body.contains("href=\"/people\"") && his.body.contains("Operator of the whole site"))
        }
    }

    @Test(arguments: ["/profile", "/address", "/devices", "/history", "/records", "/leaving", "/people", "/people/maya"])
    func `a reader who comes to a member's page is led to sign in, and back`(path: String) async throws {
        try await AccountSite.run { account in
            let answer = try await account.app.ask(path)
            #expect(answer.status == 303)
            #expect(answer.headers[.location] == "/auth/login?next=\(path.replacing("/", with: "%2F"))")
        }
    }

    @Test(arguments: [
        "/profile", "/address", "/address/cancellations", "/devices/endings", "/devices/other-endings", "/exports", "/departures",
        "/people/maya/grants", "/people/maya/withdrawals",
    ])
    func `what a reader sends is not done, and what another site sends neither`(path: String) async throws {
        try await AccountSite.run { account in
            let maya = try await account.member(roles: [.siteOperator])
            let form = "name=X&address=x%40example.org&username=maya&role=editor+site&device=\(maya.device.id)"
            #expect(try await account.send(form, to: path, nil).status == 401)
            for origin in ["http://blog.rose-ash.localhost:8000", "https://evil.example", "null"] {
                #expect(try await account.app.send(form, to: path, from: origin, maya.headers).status == 403)
            }
            #expect(try await account.services.require(\.people).person(maya.person.id) == maya.person)
            #expect(try await account.history(of: maya).isEmpty)
            #expect(try await account.mail().isEmpty)
        }
    }

    @Test(arguments: HostileNames.all.map { String($0.prefix(199)) })
    func `whatever a member is called, every page says it and does nothing else`(name: String) async throws {
        try await AccountSite.run { account in
            let maya = try await account.member(name: name, label: name, roles: [.siteOperator])
            let shown = ("\(name)" as HTML).description
            for path in ["/", "/profile", "/devices", "/people", "/people/maya"] {
                let page = try await account.ask(path, maya)
                page.expectPrivatePage()
                #expect(page.body.contains(shown), "\(path)")
            }
            let saved = try await account.send("name=\(name.percentEncoded)2", to: "/profile", maya)
            #expect(try await account.page(after: saved, maya).body.contains("Saved"))
            try await account.ask("/history", maya).expectPrivatePage()
        }
    }
}
