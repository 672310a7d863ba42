import Foundation
import HTTPTypes
import Shared
import SharedInfrastructure
import SharedPostgres
import SharedServices
import Support
import Testing
@testable import Account

struct LeavingTests {
    @Test func `who leaves is gone from every table; their name stays taken, their address is free`() async throws {
        try await AccountSite.run { account in
            let maya = try await account.member(name: "Maya of the hill")
            let phone = try await account.signIn(maya.person)
            _ = try await account.send("name=Maya+of+the+dale", to: "/profile", maya)
            _ = try await account.send("address=elsewhere%40example.org", to: "/address", maya)
            try await account.ask("/leaving", maya).expectPrivatePage()
            let answer = try await account.send("username=+Maya+", to: "/departures", maya)
            #expect(answer.headers[.location] == "/departed")
            let cleared = answer.headers[values: .setCookie].filter { $0.hasSuffix("Max-Age=0") }.map { $0.prefix { $0 != "=" } }
            #expect(cleared == ["__Host-session", "member"])
            try await account.app.ask("/departed").expectPrivatePage()
            // At once, wherever they were.
            for browser in [maya, phone] { #expect(try await account.ask("/profile", browser).status == 303) }
            let hash = maya.token.hash.map { String(format: "%02x", $0) }.joined()
            #expect(try await account.traces(of: ["Maya of the", hash]) == [])
            // That a device with no name began and ended, and who is to hear of it.
            #expect(try await Set(account.traces(of: [maya.device.id.description])) == ["public.ap_activities", "public.ap_handlings"])
            #expect(try await account.traces(of: ["maya@example.org", "elsewhere@example.org"]) == ["mail.messages"])
            let mail = try await account.mail()
            #expect(mail.map(\.to) == ["elsewhere@example.org", "maya@example.org"])
            #expect(mail.last?.text.contains("Your account is gone") == true)
            let activities = try await account.services.require(\.activities).history(of: .person(maya.person.id), limit: 9)
            #expect(activities.map(\.kind) == [.personLeft] && activities.first?.facts.title == "")
            await #expect(throws: PeopleError.usernameTaken(maya.person.username)) { try await account.member("maya") }
            let people = try account.services.require(\.people)
            let other = try #require(Username("maya2"))
            _ = try await account.database.run { (transaction: borrowing Transaction) in
                try await people.register(other, name: "Another", email: maya.person.email, in: transaction)
            }
        }
    }

    @Test func `who did not prove lately that it is they has to, and then comes back`() async throws {
        try await AccountSite.run { account in
            let maya = try await account.member(proved: Date() - 601)
            for answer in [try await account.ask("/leaving", maya), try await account.send("username=maya", to: "/departures", maya)] {
                #expect(answer.status == 303 && answer.headers[.location] == "/auth/login?next=%2Fleaving&again=1")
            }
            #expect(try await account.services.require(\.people).person(maya.person.id) != nil)
        }
    }

    @Test(arguments: ["", "omar", "maya%00", "maya2"])
    func `whoever types something else stays`(typed: String) async throws {
        try await AccountSite.run { account in
            let maya = try await account.member()
            let page = try await account.send("username=\(typed)", to: "/departures", maya)
            page.expectPrivatePage(422)
            #expect(page.body.contains("id=\"username-problem\""))
            #expect(try await account.services.require(\.people).person(maya.person.id) == maya.person)
            #expect(try await account.mail().isEmpty)
        }
    }

    @Test func `the last operator stays, and loses nothing by trying`() async throws {
        try await AccountSite.run { account in
            let maya = try await account.member(roles: [.siteOperator])
            let page = try await account.send("username=maya", to: "/departures", maya)
            page.expectPrivatePage(422)
            #expect(page.body.contains("only operator"))
            #expect(try await account.ask("/people", maya).status == 200)
            _ = try await account.member("omar", roles: [.siteOperator])
            #expect(try await account.send("username=maya", to: "/departures", maya).headers[.location] == "/departed")
        }
    }

    @Test func `of two clicks one leaves, and both arrive at the same page`() async throws {
        try await AccountSite.run { account in
            let maya = try await account.member()
            let answers = try await withThrowingTaskGroup(of: Answer.self) { group in
                for _ in 0..<4 { group.addTask { try await account.send("username=maya", to: "/departures", maya) } }
                return try await group.reduce(into: [Answer]()) { $0.append($1) }
            }
            #expect(answers.contains { $0.headers[.location] == "/departed" })
            #expect(answers.allSatisfy { [303, 401].contains($0.status) }, "\(answers.map(\.status))")
            #expect(try await account.mail().count == 1)
        }
    }

    @Test func `somebody who signs in while they leave is signed in to nothing afterwards`() async throws {
        try await AccountSite.run { account in
            for round in 0..<10 {
                let maya = try await account.member("maya\(round)")
                async let again = try? account.signIn(maya.person)
                _ = try await account.send("username=maya\(round)", to: "/departures", maya)
                let late = await again
                if let late { #expect(try await account.ask("/profile", late).status != 200) }
                let left = try await account.database.query("select id from account.devices where person_id = \(maya.person.id)")
                #expect(left.isEmpty)
            }
        }
    }

    @Test func `a name is not free for a moment while who has it leaves`() async throws {
        try await AccountSite.run { account in
            for round in 0..<10 {
                let maya = try await account.member("maya\(round)")
                let (people, email) = (try account.services.require(\.people), try #require(EmailAddress("thief\(round)@example.org")))
                async let theft = try? account.database.run { (transaction: borrowing Transaction) in
                    try await people.register(maya.person.username, name: "Thief", email: email, in: transaction)
                }
                _ = try await account.send("username=maya\(round)", to: "/departures", maya)
                #expect(await theft == nil)
                #expect(try await people.named(maya.person.username) == nil)
            }
        }
    }
}
