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

/// A browser of a test's own: it keeps cookies as browsers do, and follows nothing by itself.
final class Browser {
    static let origin = "http://federation.rose-ash.localhost:8000"
    static let firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:148.0) Gecko/20100101 Firefox/148.0"
    private let app: App
    var jar: [String: String] = [:]

    init(_ app: App) { self.app = app }

    func get(_ path: String) async throws -> Answer { try await keep(app.ask(path, headers)) }

    func send(_ form: String, to path: String, from origin: String = Browser.origin) async throws -> Answer {
        try await keep(app.send(form, to: path, from: origin, headers))
    }

    /// Begins to sign in; answers the page that it is led to.
    @discardableResult
    func begin(_ address: String, next: String = "/") async throws -> Answer {
        let begun = try await send("email=\(address.percentEncoded)&next=\(next.percentEncoded)", to: "/sign-in")
        #expect(begun.status == 303 && begun.headers[.location] == "/sign-in/code")
        return try await get("/sign-in/code")
    }

    private var headers: HTTPFields {
        var headers: HTTPFields = [.userAgent: Self.firefox]
        if !jar.isEmpty { headers[.cookie] = jar.map { "\($0.key)=\($0.value)" }.sorted().joined(separator: "; ") }
        return headers
    }

    private func keep(_ answer: Answer) -> Answer {
        for cookie in answer.headers[values: .setCookie] {
            let parts = cookie.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }
            let pair = parts[0].split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            jar[pair[0]] = parts.contains("Max-Age=0") ? nil : pair[1]
        }
        return answer
    }
}

/// A mail as its reader sees it.
struct Letter {
    let text: String
    let html: String
    /// The path and query that its button leads to.
    let link: String
    let token: String
    let code: String
}

extension FederationSite {
    var database: Database { app.resources.database }
    func browser() -> Browser { Browser(app) }

    /// What was posted to `address`, the latest first.
    func letters(to address: String) async throws -> [Letter] {
        try await database.query(
            "select body_text, body_html from mail.messages where recipient = \(address) order by posted_at desc, id desc"
        ).map { row in
            let (text, html): (String, String) = (try row["body_text"], try row["body_html"])
            let link = try #require(
                text.firstMatch(of: /http:\/\/federation\.rose-ash\.localhost:8000(\/sign-in\/link\?token=([0-9a-f]{64}))/))
            let code = try #require(text.firstMatch(of: /\n    ([A-Z0-9]{4}-[A-Z0-9]{4})\n/))
            return Letter(text: text, html: html, link: String(link.1), token: String(link.2), code: String(code.1))
        }
    }

    func letter(to address: String) async throws -> Letter { try #require(try await letters(to: address).first) }

    @discardableResult
    func register(_ username: String, _ address: String) async throws -> Person {
        let people = PostgresPeople(database, recording: PostgresActivities(database))
        let (name, email) = (try #require(Username(username)), try #require(EmailAddress(address)))
        return try await database.run { (transaction: borrowing Transaction) in
            try await people.register(name, name: username.capitalized, email: email, in: transaction)
        }
    }

    /// A browser in which the owner of `address` is signed in.
    func signedIn(_ address: String) async throws -> Browser {
        let browser = browser()
        try await browser.begin(address)
        let done = try await browser.send("token=\(try await letter(to: address).token)", to: "/sign-in/link")
        #expect(done.status == 303 && browser.jar["__Host-session"] != nil)
        return browser
    }

    /// Lets `minutes` pass for all that was begun.
    func pass(minutes: Int) async throws {
        try await database.query(
            """
            update account.sign_ins
            set begun_at = begun_at - make_interval(mins => \(minutes)::int), expires_at = expires_at - make_interval(mins => \(minutes)::int)
            """)
        try await database.query("update account.registrations set expires_at = expires_at - make_interval(mins => \(minutes)::int)")
    }

    func count(_ table: SQL) async throws -> Int { try await database.query(table).first.map { try $0["count"] } ?? 0 }
}

/// What is said once on a page of a hundred lines: its main part.
func main(of answer: Answer) throws -> String {
    String(try #require(answer.body.firstMatch(of: /(?s)<main.*<\/main>/)).0)
}

/// What holds of every page of signing in and out.
func expectPrivatePage(_ answer: Answer, _ status: Int, location: SourceLocation = #_sourceLocation) {
    #expect(answer.status == status, sourceLocation: location)
    #expect(answer.headers[.cacheControl] == "no-store", sourceLocation: location)
    #expect(answer.headers[values: .referrerPolicy] == ["same-origin"], sourceLocation: location)
    #expect(answer.headers[.contentSecurityPolicy]?.contains("frame-ancestors 'none'") == true, sourceLocation: location)
    #expect(answer.headers[values: .contentSecurityPolicy].count == 1, sourceLocation: location)
    #expect(answer.body.contains("<meta name=\"robots\" content=\"noindex\">"), sourceLocation: location)
    #expect(PageCheck(answer.body).faults == [], sourceLocation: location)
}
