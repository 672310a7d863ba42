import Foundation
import HTTPTypes
import Shared
import SharedHTML
import SharedInfrastructure
import Support
import Testing
@testable import Account

struct ProfileTests {
    @Test func `a new name is shown at once, written down, and an activity`() async throws {
        try await AccountSite.run { account in
            let maya = try await account.member()
            _ = try await account.ask("/", maya)
            let answer = try await account.send("name=++Maya%0ABright++", to: "/profile", maya)
            #expect(answer.headers[.location] == "/profile?done=name")
            let page = try await account.page(after: answer, maya)
            page.expectPrivatePage()
            #expect(page.body.contains("value=\"Maya Bright\"") && page.body.contains("role=\"status\""))
            #expect(try await account.app.resources.signedIn.find(maya.token)?.name == "Maya Bright")
            let history = try await account.history(of: maya)
            #expect(history.map(\.kind) == [.profileChanged] && history.first?.detail == "Maya Bright")
            #expect(history.first?.device == "Firefox on Linux")
            let activities = try await account.services.require(\.activities).history(of: .person(maya.person.id), limit: 9)
            #expect(activities.map(\.kind) == [.personChanged, .personJoined])
            // The same again is nothing new.
            _ = try await account.send("name=Maya+Bright", to: "/profile", maya)
            #expect(try await account.history(of: maya).count == 1)
        }
    }

    @Test(arguments: ["", "++%0A", String(repeating: "a", count: 201), String(repeating: "%C3%A9", count: 201), "%E2%80%8B", "x&name=y"])
    func `a name that is none comes back with what was typed and what is wrong`(typed: String) async throws {
        try await AccountSite.run { account in
            let maya = try await account.member()
            let page = try await account.send("name=\(typed)", to: "/profile", maya)
            page.expectPrivatePage(422)
            #expect(page.body.contains("id=\"name-problem\"") && page.body.contains("aria-invalid=\"true\""))
            if typed.hasPrefix("aa") { #expect(page.body.contains("value=\"\(typed)\"")) }
            #expect(try await account.services.require(\.people).person(maya.person.id) == maya.person)
        }
    }
}
