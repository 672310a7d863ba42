import FoundationEssentials
import HTTPTypes
import Shared
import SharedInfrastructure
import SharedPostgres
import SharedServices
import Support
import Testing
@testable import Account

/// Account over a database of its own.
struct AccountSite {
    let app: App
    let services: Services
    static let origin = "http://account.rose-ash.localhost:8000"
    var database: Database { app.resources.database }

    /// Each app has half a dozen connections to a database that has a hundred.
    private static let gate = Gate(6)

    static func run<Result: Sendable>(_ body: (AccountSite) async throws -> Result) async throws -> Result {
        await gate.enter()
        let outcome: Swift.Result<Result, any Error>
        do {
            outcome = .success(
                try await withApp(of: .account, { try App.account($0, .account($0.database)) }) { app in
                    try await body(AccountSite(app: app, services: .account(app.resources.database)))
                })
        } catch {
            outcome = .failure(error)
        }
        await gate.leave()
        return try outcome.get()
    }

    /// Somebody who is signed in with a browser of theirs, and has proved who they are at `moment`.
    func member(
        _ username: String = "maya", name: String = "Maya", label: String = "Firefox on Linux", proved moment: Date = Date(),
        roles: [RoleGrant] = []
    ) async throws -> Member {
        let (people, held) = (try services.require(\.people), try services.require(\.roles))
        let (handle, email) = (try #require(Username(username)), try #require(EmailAddress("\(username)@example.org")))
        let person = try await database.run { (transaction: borrowing Transaction) in
            let person = try await people.register(handle, name: name, email: email, in: transaction)
            for role in roles { _ = try await held.grant(role, to: person.id, by: nil, at: moment, in: transaction) }
            return person
        }
        return try await signIn(person, label: label, proved: moment)
    }

    /// The same person with one more browser.
    func signIn(_ person: Person, label: String = "Safari on an iPhone", proved moment: Date = Date()) async throws -> Member {
        let (devices, sessions) = (try services.require(\.devices), try services.require(\.sessions))
        let (device, started) = try await database.run { (transaction: borrowing Transaction) in
            let device = try await devices.begin(SignIn(person: person.id, label: label, method: .mail), at: moment, in: transaction)
            let started = try await sessions.start(
                on: device.id, at: .account, moment: moment, lifetime: Device.lifetime, in: transaction)
            return (device, started)
        }
        return Member(person: person, device: device, token: started.token)
    }

    func ask(_ path: String, _ member: Member) async throws -> Answer { try await app.ask(path, member.headers) }

    func send(_ form: String, to path: String, _ member: Member?) async throws -> Answer {
        try await app.send(form, to: path, from: Self.origin, member?.headers ?? [:])
    }

    /// The page that an answer to a form leads to.
    func page(after answer: Answer, _ member: Member) async throws -> Answer {
        #expect(answer.status == 303, "\(answer.body.prefix(2000))")
        return try await ask(try #require(answer.headers[.location]), member)
    }

    /// What is in the outbox, in the order in which it was posted: to whom, and the text.
    func mail() async throws -> [(to: String, text: String)] {
        try await database.query("select recipient, body_text from mail.messages order by posted_at, id").map {
            (try $0["recipient"], try $0["body_text"])
        }
    }

    func history(of member: Member) async throws -> [AuditEntry] {
        try await services.require(\.auditTrail).entries(of: member.person.id, limit: 100)
    }
}

/// Somebody with a browser.
struct Member {
    let person: Person
    let device: Device
    let token: SecretToken
    var headers: HTTPFields { [.cookie: "__Host-session=\(token.text)", .userAgent: "Mozilla/5.0 (X11; Linux) Firefox/150.0"] }
}

extension Answer {
    /// What must hold of every page that is for one person's eyes.
    func expectPrivatePage(_ status: Int = 200, sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(self.status == status, sourceLocation: sourceLocation)
        #expect(headers[.cacheControl] == "no-store", sourceLocation: sourceLocation)
        #expect(PageCheck(body).faults == [], sourceLocation: sourceLocation)
        // Markup that has become text: no name in these tests has a class.
        #expect(!body.contains(" class=&quot;"), sourceLocation: sourceLocation)
    }
}
