import Foundation
import HTTPTypes
import Shared
import SharedHTML
import SharedInfrastructure
import SharedPostgres
import SharedServices
import Support
import Testing
@testable import Federation

@Suite struct JoiningTests {
    /// A browser that has proved `address`, which has no account.
    private func proved(_ address: String, next: String = "/", _ federation: FederationSite) async throws -> Browser {
        let browser = federation.browser()
        try await browser.begin(address, next: next)
        let done = try await browser.send("token=\(try await federation.letter(to: address).token)", to: "/sign-in/link")
        #expect(done.status == 303 && done.headers[.location] == "/sign-in/username" && browser.jar["__Host-session"] == nil)
        return browser
    }

    @Test func `somebody new chooses a name, has an account and is signed in, where they were going`() async throws {
        try await FederationSite.run { federation in
            let browser = try await proved("maya.loaf+coop@example.org", next: "/?page=2", federation)
            let form = try await browser.get("/sign-in/username")
            expectPrivatePage(form, 200)
            #expect(form.body.contains("maya.loaf+coop@example.org") && form.body.contains("name=\"username\" value=\"maya_loaf\""))
            let done = try await browser.send("name=\("Maya  Løaf ".percentEncoded)&username=%20Maya_Loaf", to: "/sign-in/username")
            #expect(done.status == 303 && done.headers[.location] == "/?page=2")
            #expect(browser.jar["__Host-session"] != nil && browser.jar["__Host-sign-in"] == nil)
            let people = PostgresPeople(federation.database, recording: PostgresActivities(federation.database))
            let username = try #require(Username("maya_loaf"))
            let maya = try #require(try await people.named(username))
            #expect(maya.name == "Maya Løaf" && maya.email.description == "maya.loaf+coop@example.org")
            let trail = try await PostgresAuditTrail(federation.database).entries(of: maya.id, limit: 9)
            #expect(Set(trail.map(\.kind)) == [.joined, .signedIn])
            #expect(try await browser.get("/sign-in/username").headers[.location] == "/sign-in")
            // And the next time is like everybody's.
            #expect(try await federation.signedIn("maya.loaf+coop@example.org").get("/sign-in").body.contains("As Maya Løaf"))
        }
    }

    @Test(arguments: [
        ("admin", "kept back"), ("4dm1n", "kept back"), ("rose_ash", "kept back"), ("maya_support", "kept back"), ("market", "kept back"),
        ("www", "kept back"), ("___", "kept back"), ("omar", "Somebody has that name"), ("0rnar", "Somebody has that name"),
        ("omar__", "Somebody has that name"), ("m\u{430}ya", "letters a to z"), ("maya.loaf", "letters a to z"), ("", "Fill this in"),
        (String(repeating: "m", count: 31), "letters a to z"),
    ])
    func `names that are taken, kept back or look like one are refused, and what was typed stays`(typed: String, sentence: String)
        async throws
    {
        try await FederationSite.run { federation in
            try await federation.register("omar", "omar@example.org")
            let browser = try await proved("maya@example.org", federation)
            let answer = try await browser.send("name=Maya%20%22L%22&username=\(typed.percentEncoded)", to: "/sign-in/username")
            expectPrivatePage(answer, 422)
            let problem = try #require(answer.body.firstMatch(of: /id="username-problem">([^<]*)</)).1
            #expect(problem.contains(sentence))
            #expect(answer.body.contains("value=\"Maya &quot;L&quot;\"") && answer.body.contains("name=\"username\" value=\"\(typed)\""))
            #expect(try await browser.send("name=Maya&username=maya_loaf", to: "/sign-in/username").status == 303)
        }
    }

    @Test(arguments: ["", "  ", String(repeating: "m", count: 201), "\u{2028}"])
    func `a name is words`(name: String) async throws {
        try await FederationSite.run { federation in
            let browser = try await proved("maya@example.org", federation)
            let answer = try await browser.send("name=\(name.percentEncoded)&username=maya", to: "/sign-in/username")
            expectPrivatePage(answer, 422)
            #expect(answer.body.contains("id=\"name-problem\"") && answer.body.contains("name=\"username\" value=\"maya\""))
            #expect(try await federation.count("select count(*) from account.people") == 0)
        }
    }

    @Test func `of many who take a name at once one has it, and the others keep what they typed and choose another`() async throws {
        try await FederationSite.run { federation in
            var jars: [[String: String]] = []
            for number in 0..<6 { jars.append(try await proved("maya\(number)@example.org", federation).jar) }
            let app = federation.app
            let answers = try await withThrowingTaskGroup(of: (Int, Answer).self) { group in
                for (number, jar) in jars.enumerated() {
                    group.addTask {
                        let browser = Browser(app)
                        browser.jar = jar
                        // Half of them write it so that it only looks the same.
                        let name = number.isMultiple(of: 2) ? "maya" : "rnaya"
                        return (number, try await browser.send("name=Maya%20\(number)&username=\(name)", to: "/sign-in/username"))
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(answers.filter { $0.1.status == 303 }.count == 1)
            for (number, answer) in answers where answer.status != 303 {
                expectPrivatePage(answer, 422)
                #expect(answer.body.contains("Somebody has that name") && answer.body.contains("value=\"Maya \(number)\""))
                let browser = Browser(app)
                browser.jar = jars[number]
                #expect(try await browser.send("name=Maya&username=maya_\(number + 2)x", to: "/sign-in/username").status == 303)
            }
        }
    }

    @Test func `a second click makes no second account`() async throws {
        try await FederationSite.run { federation in
            let browser = try await proved("maya@example.org", federation)
            let (app, jar) = (federation.app, browser.jar)
            let done = try await withThrowingTaskGroup(of: Int.self) { group in
                for number in 0..<8 {
                    group.addTask {
                        let browser = Browser(app)
                        browser.jar = jar
                        return try await browser.send("name=Maya&username=maya_\(number)", to: "/sign-in/username").status
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(done.filter { $0 == 303 }.count == 1 && done.filter { $0 == 410 }.count == 7)
            #expect(try await federation.count("select count(*) from account.people") == 1)
        }
    }

    @Test func `who proved one address in two browsers has one account, and is signed in with both`() async throws {
        try await FederationSite.run { federation in
            let (laptop, phone) = (try await proved("maya@example.org", federation), try await proved("maya@example.org", federation))
            #expect(try await laptop.send("name=Maya&username=maya", to: "/sign-in/username").status == 303)
            #expect(try await phone.send("name=Maya&username=maya", to: "/sign-in/username").status == 303)
            #expect(phone.jar["__Host-session"] != nil)
            #expect(try await federation.count("select count(*) from account.people") == 1)
        }
    }

    @Test func `nobody joins without a proof, with another's browser, or after half an hour`() async throws {
        try await FederationSite.run { federation in
            let browser = try await proved("maya@example.org", federation)
            let (bare, other) = (federation.browser(), federation.browser())
            try await other.begin("omar@example.org")
            for browser in [bare, other] {
                for answer in [
                    try await browser.get("/sign-in/username"), try await browser.send("name=Maya&username=maya", to: "/sign-in/username"),
                ] {
                    expectPrivatePage(answer, 410)
                    #expect(answer.body.contains("There is nothing to choose here"))
                }
            }
            try await federation.pass(minutes: 30)
            #expect(try await browser.send("name=Maya&username=maya", to: "/sign-in/username").status == 410)
            #expect(try await federation.count("select count(*) from account.people") == 0)
        }
    }

    @Test(arguments: [
        ("maya@example.org", "maya"), ("maya.loaf-baker@example.org", "maya_loaf_baker"), ("maya+coop@example.org", "maya"),
        ("info@example.org", nil), ("admin.team@example.org", nil), ("!#$@example.org", nil),
        (String(repeating: "m", count: 40) + "@example.org", String(repeating: "m", count: 30)),
    ])
    func `a name is suggested by the address, unless nobody may have it`(address: String, name: String?) throws {
        #expect(Username.suggested(by: try #require(EmailAddress(address)))?.description == name)
    }
}
