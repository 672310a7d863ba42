import Foundation
import HTTPTypes
import Shared
import SharedInfrastructure
import Support
import Testing
@testable import Federation

/// Who is to prove who they are does, whatever is done to the address on the way.
struct ProofTests {
    private static let wishes = [["prompt": "login"], ["prompt": "select_account"], ["max_age": "0"]]

    /// The question as it goes on after signing in, and what it has noted of when that was asked for.
    private func asked(
        _ federation: FederationSite, _ browser: SignedInBrowser, _ wish: [String: String], by client: TestClient = .blog
    ) async throws -> (next: String, note: String) {
        let next = try #require(try await federation.app.ask(client.question(wish), browser.headers).led["next"])
        let items = try #require(URLComponents(string: next)?.queryItems)
        #expect(
            wish.allSatisfy { name, value in items.contains { $0.name == name && $0.value == value } },
            "what is wanted stays in the address")
        return (next, try #require(items.first { $0.name == "resumed" }?.value))
    }

    @Test(arguments: wishes)
    func `without a new proof, and with a note that is missing, changed or of another question, they are asked again`(
        wish: [String: String]
    ) async throws {
        try await FederationSite.run { federation async throws in
            let maya = try await federation.signIn("maya", at: Date() - 1)
            let before = Date()
            let (next, note) = try await asked(federation, maya, wish)
            let other = try await asked(federation, maya, wish.merging(["nonce": "n-2"]) { $1 }).note
            let anothers = try await asked(federation, maya, wish, by: .cart).note
            // They went back, and proved nothing.
            #expect(try await federation.app.ask(next, maya.headers).led["again"] == "1")
            try await federation.prove(maya.device, at: before)
            #expect(try await federation.app.ask(next, maya.headers).led["again"] == "1", "that was before they were asked")

            try await federation.prove(maya.device)
            // So that even an age of no seconds is over.
            try await Task.sleep(for: .milliseconds(5))
            let parts = note.split(separator: ".").map(String.init)
            let earlier = try String(#require(Int(parts[0])) - 60_000_000)
            let notes = [
                nil, "1", "", ".", "\(parts[0]).", "\(earlier).\(parts[1])", "\(parts[0]).\(parts[1].dropLast())", earlier,
                "\(note).\(note)",
                other, anothers,
            ]
            for forged in notes {
                var changes: [String: String?] = ["resumed": forged]
                for (name, value) in wish { changes[name] = value }
                let answer = try await federation.app.ask(TestClient.blog.question(changes), maya.headers)
                #expect(answer.led["again"] == "1" && answer.led["code"] == nil, "\(forged ?? "none")")
            }
            #expect(try await federation.app.ask(next, maya.headers).led["code"] != nil, "the right one goes through")
        }
    }

    @Test func `a proof that was asked for lasts ten minutes`() async throws {
        try await FederationSite.run { federation async throws in
            let maya = try await federation.signIn("maya", at: Date() - 3600)
            let seal = ProofSeal(try #require(federation.app.resources.config.issuer).key)
            func next(askedAt moment: Date) throws -> String {
                let query = String(TestClient.blog.question(["prompt": "login"]).dropFirst("/authorize?".count))
                let parameters = Parameters(try Form(urlEncoded: query.utf8), known: AuthorizationRequest.known)
                return AuthorizationRequest.path(seal.sealing(parameters, at: moment))
            }
            try await federation.prove(maya.device, at: Date() - 595)
            #expect(try await federation.app.ask(next(askedAt: Date() - 900), maya.headers).led["code"] != nil)
            #expect(try await federation.app.ask(next(askedAt: Date() - 500), maya.headers).led["again"] == "1")
            let omar = try await federation.signIn("omar", at: Date() - 601)
            #expect(try await federation.app.ask(next(askedAt: Date() - 900), omar.headers).led["again"] == "1")
        }
    }

    @Test func `who signs in because of it goes on to the program, and is not asked once more`() async throws {
        try await FederationSite.run { federation in
            let maya = try await federation.register("maya", "maya@example.org")
            let browser = try await federation.signedIn("maya@example.org")
            let asked = try await browser.get(TestClient.blog.question(["prompt": "login"]))
            #expect(asked.headers[.location]?.hasPrefix("/sign-in?next=") == true && asked.led["again"] == "1")
            try await browser.begin("maya@example.org", next: #require(asked.led["next"]))
            let token = try await federation.letter(to: "maya@example.org").token
            let done = try await browser.send("token=\(token)", to: "/sign-in/link")
            let answer = try await browser.get(#require(done.headers[.location]))
            #expect(answer.led["code"] != nil && answer.led["state"] == "s +&1", "\(answer.headers[.location] ?? answer.body)")
            #expect(try await federation.services.require(\.auditTrail).entries(of: maya.id, limit: 1).first?.kind == .provedAnew)
        }
    }

    @Test func `consent is no way around it, and saying no needs no proof`() async throws {
        try await FederationSite.run { federation async throws in
            try await federation.registerAllies()
            let maya = try await federation.signIn("maya")
            func consent(_ query: String, allow: String) async throws -> Answer {
                let form = TestClient.form(["request": query, "person": maya.person.id.description, "allow": allow])
                return try await federation.app.send(form, to: "/authorize/consents", from: FederationSite.origin, maya.headers)
            }
            let question = TestClient.ally.question(["prompt": "login"]).dropFirst("/authorize?".count)
            let refused = try await consent("\(question)&resumed=1", allow: "yes")
            let back = try #require(refused.headers[.location])
            #expect(refused.status == 303 && back.hasPrefix("/authorize?") && refused.headers[.refresh] == nil)
            #expect(try await federation.services.require(\.consents).consents(of: maya.person.id) == [])
            #expect(try await consent(String(question), allow: "no").headers[.refresh]?.contains("access_denied") == true)

            let next = try #require(try await federation.app.ask(back, maya.headers).led["next"])
            try await federation.prove(maya.device)
            let page = try await federation.app.ask(next, maya.headers)
            let request = try #require(page.body.firstMatch(of: /name="request" value="([^"]*)"/)).1.replacing("&amp;", with: "&")
            #expect(try await consent(String(request), allow: "yes").headers[.refresh]?.contains("code=") == true)
        }
    }
}
