import Foundation
import HTTPTypes
import Shared
import SharedHTML
import SharedInfrastructure
import SharedPostgres
import Support
import Testing
@testable import Federation

@Suite struct SignInRefusalTests {
    @Test(arguments: [
        "", "maya", "maya@", "@example.org", "maya@example", "maya @example.org", "\"maya\"@example.org", "maya@bücher.example",
        "máya@example.org",
        "maya@example.org, omar@example.org", "maya@example.org\nBcc: omar@example.org", "<script>alert(1)</script>@example.org",
        "maya@" + String(repeating: "long.", count: 60) + "example", String(repeating: "m", count: 70) + "@example.org", "m@[127.0.0.1]",
    ])
    func `what is no address comes back with what was typed and what would be one`(typed: String) async throws {
        try await FederationSite.run { federation in
            let answer = try await federation.browser().send("email=\(typed.percentEncoded)&next=%2Fx", to: "/sign-in")
            expectPrivatePage(answer, 422)
            #expect(answer.body.contains("aria-invalid=\"true\"") && answer.body.contains("id=\"email-problem\""))
            #expect(answer.body.contains("value=\"\(("\(typed)" as HTML).description)\"") || typed.isEmpty)
            #expect(answer.body.contains("name=\"next\" value=\"/x\""))
            #expect(try await federation.count("select count(*) from mail.messages") == 0)
        }
    }

    @Test(arguments: [
        "https://other.example/", "//other.example", "/\\other.example", "%2f%2fother.example", "/%2f%2fother.example",
        "javascript:alert(1)", "",
        "/x\r\nSet-Cookie: a=b",
    ])
    func `a next that leads elsewhere leads to the front page`(next: String) async throws {
        try await FederationSite.run { federation in
            try await federation.register("maya", "maya@example.org")
            let form = try await federation.app.ask("/sign-in?next=\(next.percentEncoded)")
            #expect(form.status == 200 && !form.body.contains("name=\"next\"") && !form.body.contains("other.example"))
            let browser = federation.browser()
            try await browser.begin("maya@example.org", next: next)
            let done = try await browser.send("token=\(try await federation.letter(to: "maya@example.org").token)", to: "/sign-in/link")
            #expect(done.status == 303 && done.headers[.location] == "/")
            let out = try await browser.send("next=\(next.percentEncoded)", to: "/sign-out")
            #expect(out.status == 303 && out.headers[.location] == "/sign-out")
        }
    }

    @Test(arguments: ["token=", "", "token=abc", "token=\(String(repeating: "0", count: 64))", "token=a&token=b", "token=%00", "other=1"])
    func `a link that is not whole says so`(query: String) async throws {
        try await FederationSite.run { federation in
            for answer in [
                try await federation.app.ask("/sign-in/link?\(query)"), try await federation.browser().send(query, to: "/sign-in/link"),
            ] {
                expectPrivatePage(answer, 404)
                #expect(answer.body.contains("This link is incomplete") && answer.body.contains("href=\"/sign-in?again=1\""))
            }
        }
    }

    @Test func `after a quarter of an hour link and code have run out, and say so`() async throws {
        try await FederationSite.run { federation in
            try await federation.register("maya", "maya@example.org")
            let browser = federation.browser()
            try await browser.begin("maya@example.org", next: "/x")
            let letter = try await federation.letter(to: "maya@example.org")
            try await federation.pass(minutes: 15)
            for answer in [
                try await browser.get(letter.link), try await federation.browser().get(letter.link), try await browser.get("/sign-in/code"),
                try await browser.send("token=\(letter.token)", to: "/sign-in/link"),
                try await browser.send("code=\(letter.code)", to: "/sign-in/code"),
            ] {
                expectPrivatePage(answer, 410)
                #expect(answer.body.contains("That was too long ago") && answer.body.contains("href=\"/sign-in?again=1&amp;next=%2Fx\""))
            }
            #expect(browser.jar["__Host-session"] == nil)
        }
    }

    @Test func `of two tabs that began, the newest counts, and the older link says so`() async throws {
        try await FederationSite.run { federation in
            try await federation.register("maya", "maya@example.org")
            let browser = federation.browser()
            try await browser.begin("maya@example.org")
            let older = try await federation.letter(to: "maya@example.org")
            try await browser.begin("maya@example.org")
            let newer = try await federation.letter(to: "maya@example.org")
            for answer in [
                try await browser.get(older.link), try await federation.browser().get(older.link),
                try await browser.send("token=\(older.token)", to: "/sign-in/link"),
            ] {
                expectPrivatePage(answer, 410)
                #expect(answer.body.contains("There is a newer mail"))
            }
            let wrong = try await browser.send("code=\(older.code)", to: "/sign-in/code")
            #expect(wrong.status == 422 && wrong.body.contains("latest mail"))
            #expect(try await browser.send("token=\(newer.token)", to: "/sign-in/link").status == 303)
        }
    }

    @Test func `five wrong codes are heard, then not even the right one; the link still works`() async throws {
        try await FederationSite.run { federation in
            try await federation.register("maya", "maya@example.org")
            let browser = federation.browser()
            try await browser.begin("maya@example.org")
            let letter = try await federation.letter(to: "maya@example.org")
            for typed in ["", "abc", "0000-0000", "ABCDEFGHJKLMNOP"] {
                let answer = try await browser.send("code=\(typed)", to: "/sign-in/code")
                expectPrivatePage(answer, 422)
                #expect(answer.body.contains("id=\"code-problem\"") && answer.body.contains("value=\"\(typed)\""))
            }
            for left in ["4 tries are left", "3 tries are left", "2 tries are left", "One more try is left"] {
                let answer = try await browser.send("code=CCCC-CCCC", to: "/sign-in/code")
                expectPrivatePage(answer, 422)
                #expect(answer.body.contains(left))
            }
            for code in ["CCCC-CCCC", letter.code] {
                let answer = try await browser.send("code=\(code)", to: "/sign-in/code")
                expectPrivatePage(answer, 429)
                #expect(answer.body.contains("one wrong code too many") && browser.jar["__Host-session"] == nil)
            }
            #expect(try await browser.send("token=\(letter.token)", to: "/sign-in/link").status == 303)
        }
    }

    @Test func `a code does nothing in a browser that did not begin, or has no cookies`() async throws {
        try await FederationSite.run { federation in
            try await federation.register("maya", "maya@example.org")
            let browser = federation.browser()
            try await browser.begin("maya@example.org")
            let code = try await federation.letter(to: "maya@example.org").code
            let (bare, forged, other) = (federation.browser(), federation.browser(), federation.browser())
            forged.jar["__Host-sign-in"] = "../../etc/passwd"
            try await other.begin("omar@example.org")
            for browser in [bare, forged] {
                for answer in [try await browser.send("code=\(code)", to: "/sign-in/code"), try await browser.get("/sign-in/code")] {
                    expectPrivatePage(answer, 409)
                    #expect(answer.body.contains("allow cookies"))
                }
                #expect(browser.jar["__Host-session"] == nil)
            }
            #expect(try await other.send("code=\(code)", to: "/sign-in/code").status == 422)
            #expect(other.jar["__Host-session"] == nil)
        }
    }

    @Test(arguments: ["/sign-in", "/sign-in/link", "/sign-in/code", "/sign-in/username", "/sign-out"])
    func `forms of other sites, our siblings among them, are refused; so is what is no form`(path: String) async throws {
        try await FederationSite.run { federation in
            let browser = federation.browser()
            for origin in ["https://other.example", "http://blog.rose-ash.localhost:8000", "null"] {
                #expect(try await browser.send("email=maya%40example.org", to: path, from: origin).status == 403)
            }
            let json = try await federation.app.ask(.post, path, [.origin: Browser.origin, .contentType: "application/json"], body: "{}")
            #expect(json.status == 415)
            #expect(try await federation.app.ask(.put, path).status == 405)
        }
    }

    @Test func `a form whose fields come twice is told to try again`() async throws {
        try await FederationSite.run { federation in
            let answer = try await federation.browser().send("email=maya%40example.org&email=omar%40example.org", to: "/sign-in")
            expectPrivatePage(answer, 422)
            #expect(answer.body.contains("This was sent twice"))
            #expect(try await federation.count("select count(*) from account.sign_ins") == 0)
        }
    }

    @Test func `while the database is away, a page says so`() async throws {
        let app = try TestSite.app(.federation) { routes in
            let resources = try? AppResources(
                TestSite.config(.federation, ["DATABASE_URL": "postgresql://nobody@127.0.0.1:1/nothing?connect_timeout=1"]))
            guard let resources else { return }
            let (part, services) = (SitePart(resources) { _ in [] }, Services.federation(resources.database, resources.config))
            guard let desk = try? SignInDesk(resources, services) else { return }
            try? SignInSite(resources, services, part, desk: desk).add(to: routes)
        }
        #expect(try await app.ask("/sign-in").status == 200)
        for answer in [
            try await app.send("email=maya%40example.org", to: "/sign-in", from: Browser.origin),
            try await app.ask("/sign-in/link?token=\(SecretToken().text)"),
            try await app.ask("/sign-in/code", [.cookie: "__Host-sign-in=\(SecretToken().text)"]),
        ] {
            #expect(answer.status == 503 && answer.headers[.retryAfter] != nil && answer.headers[.cacheControl] == "no-store")
        }
    }
}
