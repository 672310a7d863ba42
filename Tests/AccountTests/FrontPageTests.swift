import Foundation
import Shared
import SharedHTML
import SharedInfrastructure
import Support
import Testing
@testable import Account

struct FrontPageTests {
    @Test func `A reader without a session is told that nobody can sign in yet, and what is kept`() async throws {
        try await AccountSite.run { account in
            let page = try await account.app.ask("/")
            #expect(page.status == 200)
            #expect(page.body.contains("You are not signed in") && page.body.contains("What is kept of you"))
            #expect(!page.body.contains("method=\"post\"") && !page.body.contains("href=\"/sign-in\""))
            #expect(PageCheck(page.body).faults == [])
        }
    }

    @Test(arguments: HostileNames.all.map { String($0.prefix(199)) })
    func `A member sees their name and where they are signed in`(name: String) async throws {
        let maya = try person(named: name)
        let device = Device(
            id: ID(), person: maya.id, label: name, method: .mail, startedAt: Date(), provedAt: Date(),
            expiresAt: Date().addingTimeInterval(86_400))
        let page = FrontPage(standing: .signedIn(maya, devices: [device]), site: .site(.account)).body.withFallbacks.description
        let shown = ("\(name)" as HTML).description
        #expect(page.contains("Hello, \(shown)") && page.contains("<h3>\(shown)</h3>"))
        #expect(PageCheck("<!doctype html>" + page).faults == [])
    }

    private func person(named name: String) throws -> Person {
        Person(
            id: ID(), username: try #require(Username("maya")), name: name, email: try #require(EmailAddress("maya@example.org")),
            joinedAt: Date(), version: .first)
    }
}
