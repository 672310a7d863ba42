import Foundation
import HTTPTypes
import Shared
import SharedPostgres
import Support
import Testing
@testable import Federation

@Suite struct SignInLimitTests {
    @Test func `an address gets five mails an hour from one network; the last of them still works after more were asked for`() async throws
    {
        try await FederationSite.run { federation in
            try await federation.register("maya", "maya@example.org")
            let browser = federation.browser()
            for _ in 0..<8 { try await browser.begin("maya@example.org") }
            let letters = try await federation.letters(to: "maya@example.org")
            #expect(letters.count == 5)
            #expect(try await browser.send("token=\(letters[0].token)", to: "/sign-in/link").status == 303)
            try await federation.pass(minutes: 61)
            try await federation.browser().begin("maya@example.org")
            #expect(try await federation.letters(to: "maya@example.org").count == 6)
        }
    }

    @Test func `whoever asks twenty times in an hour is told when to come again, and keeps what was typed`() async throws {
        var limits = SignInLimits()
        limits.perNetwork = 3
        try await FederationSite.run(limits: limits) { federation in
            for number in 0..<3 { try await federation.browser().begin("maya\(number)@example.org") }
            try await federation.pass(minutes: 40)
            let answer = try await federation.browser().send("email=maya%40example.org&next=%2Fx", to: "/sign-in")
            expectPrivatePage(answer, 429)
            #expect(answer.body.contains("value=\"maya@example.org\""))
            #expect(answer.body.contains("name=\"next\" value=\"/x\""))
            let wait = try #require(answer.headers[.retryAfter].flatMap { Int($0) })
            // A busy machine takes a while between.
            #expect((900...1200).contains(wait) && answer.body.contains("Try again in \((wait + 59) / 60) minutes"))
            #expect(try await federation.letters(to: "maya@example.org").isEmpty)
            try await federation.pass(minutes: 20)
            try await federation.browser().begin("maya@example.org")
        }
    }

    @Test func `all together begin no more than the site can answer for`() async throws {
        var limits = SignInLimits()
        limits.altogether = 2
        try await FederationSite.run(limits: limits) { federation in
            for number in 0..<2 { try await federation.browser().begin("maya\(number)@example.org") }
            #expect(try await federation.browser().send("email=maya%40example.org", to: "/sign-in").status == 429)
        }
    }

    @Test func `networks are told apart by what our proxy says of them`() async throws {
        var limits = SignInLimits()
        limits.perNetwork = 1
        try await FederationSite.runOverSockets(limits: limits) { running async throws in
            // Who is not refused is led on, to a page that misses the cookie.
            func isRefused(_ client: String) async throws -> Bool {
                let status = try await running.ask(
                    "/sign-in", method: "POST",
                    ["Origin": Browser.origin, "Content-Type": "application/x-www-form-urlencoded", "X-Forwarded-For": client],
                    body: "email=maya\(UUID().uuidString.prefix(8))%40example.org"
                ).status
                #expect([409, 429].contains(status))
                return status == 429
            }
            for (client, isTooMuch) in [
                ("192.0.2.1", false), ("192.0.2.1", true), ("203.0.113.9, 192.0.2.1", true), ("192.0.2.2", false),
                ("2001:db8:1:2::3", false),
                ("2001:db8:1:2:ffff::4", true), ("2001:db8:1:3::1", false), ("2001:db8:1:4::1", false), ("2001:db8:1:5::1", false),
                ("2001:db8:1:6::1", false), ("2001:db8:1:7::1", true), ("2001:db8:2:7::1", false),
            ] {
                #expect(try await isRefused(client) == isTooMuch)
            }
        }
    }
}
