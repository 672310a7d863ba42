import Foundation
import HTTPTypes
import Shared
import SharedHTML
import SharedInfrastructure
import SharedPostgres
import Support
import Testing
@testable import Federation

@Suite struct SignInSecrecyTests {
    /// All that a browser is told, but for what differs each time and the address itself.
    private func told(_ answer: Answer, _ address: String) -> [String] {
        let volatile: Set = ["x-request-id", "server-timing", "date"]
        let headers = answer.headers.filter { !volatile.contains($0.name.rawName.lowercased()) }.map { field in
            "\(field.name.rawName): \(field.value.replacing(/[0-9a-f]{64}/, with: "…"))"
        }
        return ["\(answer.status)"] + headers + [answer.body.replacing(address, with: "…")]
    }

    private func steps(_ federation: FederationSite, _ address: String) async throws -> [[String]] {
        let browser = federation.browser()
        var steps = [told(try await browser.send("email=\(address.percentEncoded)", to: "/sign-in"), address)]
        steps.append(told(try await browser.get("/sign-in/code"), address))
        for _ in 0..<6 { steps.append(told(try await browser.send("code=CCCC-CCCC", to: "/sign-in/code"), address)) }
        steps.append(told(try await browser.get("/sign-in/code"), address))
        return steps
    }

    @Test func `known, unknown and limited addresses are told the same, byte by byte, at every step`() async throws {
        try await FederationSite.run { federation in
            try await federation.register("maya", "maya@example.org")
            // What stands around a page may be late on a busy machine, the first time that it is asked for.
            try await eventually("the page is whole") { try await federation.browser().get("/sign-in").body.contains("link-card") }
            // Of one length, since an answer tells its own.
            let known = try await steps(federation, "maya@example.org")
            let unknown = try await steps(federation, "nora@example.org")
            for _ in 0..<5 { try await federation.browser().begin("olga@example.org") }
            let limited = try await steps(federation, "olga@example.org")
            #expect(try await federation.letters(to: "olga@example.org").count == 5)
            for (step, told) in known.enumerated() {
                #expect(told == unknown[step], "step \(step)")
                #expect(told == limited[step], "step \(step)")
            }
            #expect(known.count == 9 && known[0].contains { $0.lowercased() == "location: /sign-in/code" })
        }
    }

    @Test func `the mail says the same to who has an account and who has none`() async throws {
        try await FederationSite.run { federation in
            try await federation.register("maya", "maya@example.org")
            var letters: [String] = []
            for address in ["maya@example.org", "nobody@example.org"] {
                try await federation.browser().begin(address)
                let letter = try await federation.letter(to: address)
                let words = (letter.text + letter.html).replacing("<wbr>", with: "")
                letters.append(words.replacing(letter.token, with: "…").replacing(letter.code, with: "…"))
            }
            #expect(letters[0] == letters[1])
        }
    }

    @Test func `the mail names the browser that asked, and knows what to do in any other`() throws {
        let token = SecretToken()
        let secrets = SignInSecrets(token: token, code: SignInCode(number: 7), expiresAt: Date())
        for (label, said) in [
            ("Firefox on Linux", "in Firefox on Linux."), ("A browser", "in a browser."), ("A browser on a Mac", "in a browser on a Mac."),
        ] {
            let words = SignInLetter(secrets: secrets, label: label, site: .site(.federation)).words
            #expect(words.paragraphs[0].contains(said))
            #expect(words.button?.link.value.hasSuffix("/sign-in/link?token=\(token.text)") == true)
            // A subject is shown on locked screens.
            #expect(!words.title.contains(secrets.code.text) && words.text.contains("    \(secrets.code.text)\n"))
        }
    }

    @Test func `an answer takes its time, whoever it is about`() async throws {
        try await FederationSite.run { federation in
            try await federation.register("maya", "maya@example.org")
            for address in ["maya%40example.org", "nobody%40example.org"] {
                let began = ContinuousClock.now
                _ = try await federation.browser().send("email=\(address)", to: "/sign-in")
                #expect(ContinuousClock.now - began >= SignInRoutes.answerTime)
            }
        }
    }

    @Test func `no secret is stored as it is, and no network either`() async throws {
        try await FederationSite.run { federation in
            let browser = federation.browser()
            try await browser.begin("maya@example.org")
            let letter = try await federation.letter(to: "maya@example.org")
            let rows = try await federation.database.query("select to_jsonb(s)::text as stored from account.sign_ins s")
            let stored: String = try #require(rows.first)["stored"]
            for secret in [
                letter.token, letter.code, letter.code.replacing("-", with: ""), try #require(browser.jar["__Host-sign-in"]), "127.0.0.1",
            ] {
                #expect(!stored.contains(secret))
            }
        }
    }

    @Test func `no log tells a token, a code or an address`() async throws {
        let log = RecordedLines()
        try await FederationSite.run(log: log) { federation in
            let browser = federation.browser()
            try await browser.begin("maya@example.org")
            let letter = try await federation.letter(to: "maya@example.org")
            _ = try await browser.get(letter.link)
            _ = try await browser.send("token=\(letter.token)", to: "/sign-in/link")
            for secret in [letter.token, letter.code, "maya@example.org", try #require(browser.jar["__Host-sign-in"])] {
                #expect(!log.lines.contains { $0.contains(secret) })
            }
        }
    }
}
