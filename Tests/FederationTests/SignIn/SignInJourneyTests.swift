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

@Suite struct SignInJourneyTests {
    @Test func `a member signs in with the link, and goes on to where they were going`() async throws {
        try await FederationSite.run { federation in
            let maya = try await federation.register("maya", "maya@example.org")
            let browser = federation.browser()
            let form = try await browser.get("/sign-in?next=/%3Fpage%3D2")
            expectPrivatePage(form, 200)
            #expect(form.body.contains("name=\"next\" value=\"/?page=2\"") && form.body.contains("autocomplete=\"email\""))
            let sent = try await browser.begin(" Maya@Example.org ", next: "/?page=2")
            expectPrivatePage(sent, 200)
            #expect(sent.body.contains("<strong>maya@example.org</strong>") && sent.body.contains("autocomplete=\"one-time-code\""))
            let letter = try await federation.letter(to: "maya@example.org")
            #expect(letter.html.contains("Firefox on Linux") && letter.html.contains(letter.token) && letter.html.contains(letter.code))
            for _ in 0..<2 {
                let button = try await browser.get(letter.link)
                expectPrivatePage(button, 200)
                #expect(button.body.contains("maya@example.org") && button.body.contains(">Sign in</button>"))
                #expect(!button.body.contains(letter.code))
            }
            let done = try await browser.send("token=\(letter.token)", to: "/sign-in/link")
            #expect(done.status == 303 && done.headers[.location] == "/?page=2")
            #expect(done.headers[.cacheControl] == "no-store" && done.headers[values: .referrerPolicy] == ["no-referrer"])
            #expect(browser.jar["__Host-sign-in"] == nil && browser.jar["member"] == "1")
            let again = try await browser.get("/sign-in?next=/x")
            expectPrivatePage(again, 200)
            #expect(again.body.contains("As Maya (maya)") && again.body.contains("<a class=\"button\" href=\"/x\">Go on</a>"))
            let trail = try await PostgresAuditTrail(federation.database).entries(of: maya.id, limit: 9)
            #expect(trail.map(\.kind) == [.signedIn] && trail.first?.device == "Firefox on Linux" && trail.first?.detail == "mail")
        }
    }

    @Test func `cookies are kept from scripts and other sites, and bind to this host`() async throws {
        try await FederationSite.run { federation in
            let begun = try await federation.browser().send("email=maya%40example.org", to: "/sign-in")
            let cookie = try #require(begun.headers[.setCookie])
            #expect(cookie.wholeMatch(of: /__Host-sign-in=[0-9a-f]{64}; Path=\/; HttpOnly; SameSite=Lax; Secure; Max-Age=2700/) != nil)
        }
    }

    @Test func `a second click on the link goes on for who is signed in, and says so to everybody else`() async throws {
        try await FederationSite.run { federation in
            try await federation.register("maya", "maya@example.org")
            let browser = federation.browser()
            try await browser.begin("maya@example.org", next: "/?page=2")
            let letter = try await federation.letter(to: "maya@example.org")
            _ = try await browser.send("token=\(letter.token)", to: "/sign-in/link")
            for answer in [try await browser.get(letter.link), try await browser.send("token=\(letter.token)", to: "/sign-in/link")] {
                #expect(answer.status == 303 && answer.headers[.location] == "/?page=2")
            }
            let other = try await federation.browser().get(letter.link)
            expectPrivatePage(other, 410)
            #expect(
                other.body.contains("This was used already") && other.body.contains("href=\"/sign-in?again=1&amp;next=%2F%3Fpage%3D2\""))
            #expect(other.body.contains("<a class=\"button\" href=\"/?page=2\">Go on</a>"))
        }
    }

    @Test func `in another browser the link shows a code, which signs in the one that began`() async throws {
        try await FederationSite.run { federation in
            try await federation.register("maya", "maya@example.org")
            let (laptop, phone) = (federation.browser(), federation.browser())
            try await laptop.begin("maya@example.org", next: "/?page=2")
            let letter = try await federation.letter(to: "maya@example.org")
            for browser in [phone, federation.browser()] {
                let shown = try await browser.get(letter.link)
                expectPrivatePage(shown, 200)
                #expect(shown.body.contains("<p class=\"shown-code\">\(letter.code)</p>") && !shown.body.contains(letter.token))
                let refused = try await browser.send("token=\(letter.token)", to: "/sign-in/link")
                #expect(refused.status == 200 && refused.body.contains(letter.code) && browser.jar["__Host-session"] == nil)
            }
            // Nor does a browser that has begun a sign-in of its own take it.
            try await phone.begin("maya@example.org")
            #expect(try await phone.get(letter.link).body.contains(letter.code))
            let typed = "code=" + "\(letter.code.lowercased().replacing("-", with: " ")) ".percentEncoded
            let done = try await laptop.send(typed, to: "/sign-in/code")
            #expect(done.status == 303 && done.headers[.location] == "/?page=2" && laptop.jar["__Host-session"] != nil)
            #expect(try await laptop.send(typed, to: "/sign-in/code").status == 303)
        }
    }

    @Test func `who signs in anew has a new session, the same device, and the old cookie is nobody's`() async throws {
        try await FederationSite.run { federation in
            let maya = try await federation.register("maya", "maya@example.org")
            let browser = try await federation.signedIn("maya@example.org")
            let old = browser.jar
            let form = try await browser.get("/sign-in?again=1")
            #expect(form.body.contains("value=\"maya@example.org\"") && form.body.contains("Send me a link"))
            try await browser.begin("maya@example.org")
            _ = try await browser.send("token=\(try await federation.letter(to: "maya@example.org").token)", to: "/sign-in/link")
            #expect(browser.jar["__Host-session"] != old["__Host-session"])
            let sessions = PostgresSessions(federation.database)
            #expect(try await sessions.sessions(of: maya.id, at: Date()).count == 1)
            #expect(try await sessions.find(#require(SecretToken(old["__Host-session"] ?? "")), at: Date()) == nil)
            #expect(
                try await PostgresDevices(federation.database, recording: PostgresActivities(federation.database)).devices(
                    of: maya.id, at: Date()
                ).count == 1)
        }
    }

    @Test func `of twenty presses of the button at once, one signs in`() async throws {
        try await FederationSite.run { federation in
            let maya = try await federation.register("maya", "maya@example.org")
            let browser = federation.browser()
            try await browser.begin("maya@example.org")
            let (token, jar) = (try await federation.letter(to: "maya@example.org").token, browser.jar)
            let app = federation.app
            let signedIn = try await withThrowingTaskGroup(of: Bool.self) { group in
                for _ in 0..<20 {
                    group.addTask {
                        let browser = Browser(app)
                        browser.jar = jar
                        let answer = try await browser.send("token=\(token)", to: "/sign-in/link")
                        // Four connections serve twenty; on a busy machine the last are told to come again.
                        if ![303, 503].contains(answer.status) {
                            #expect(answer.status == 410 && answer.body.contains("This was used already"))
                        }
                        return answer.status == 303
                    }
                }
                return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(signedIn == 1)
            #expect(try await PostgresSessions(federation.database).sessions(of: maya.id, at: Date()).count == 1)
        }
    }

    @Test func `an application that asked may be anywhere, so the pages on the way let forms lead there`() async throws {
        try await FederationSite.run { federation in
            let (asked, plain) = (
                try await federation.app.ask("/sign-in?next=/authorize%3Fclient_id%3Dx"), try await federation.app.ask("/sign-in")
            )
            #expect(asked.headers[.contentSecurityPolicy]?.contains("form-action") == false)
            #expect(plain.headers[.contentSecurityPolicy]?.contains("form-action http://blog.") == true)
            for page in [asked, plain] { expectPrivatePage(page, 200) }
        }
    }
}
