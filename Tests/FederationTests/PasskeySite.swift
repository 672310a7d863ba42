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

/// The federation service with members who are signed in, and browsers that keep cookies.
struct PasskeySite {
    let app: App
    static let origin = "http://federation.rose-ash.localhost:8000"

    static func run<Result: Sendable>(_ body: (PasskeySite) async throws -> Result) async throws -> Result {
        try await FederationSite.run { try await body(PasskeySite(app: $0.app)) }
    }

    /// A member, signed in with a browser of theirs since `provedAt`.
    func member(_ name: String, provedAt: Date = Date()) async throws -> PasskeyVisitor {
        let database = app.resources.database
        let activities = PostgresActivities(database)
        let username = try #require(Username(name))
        let address = try #require(EmailAddress("\(name)@example.org"))
        let (person, token) = try await database.run { (transaction: borrowing Transaction) in
            let person = try await PostgresPeople(database, recording: activities)
                .register(username, name: name.capitalized, email: address, in: transaction)
            let device = try await PostgresDevices(database, recording: activities)
                .begin(.init(person: person.id, label: "Firefox on Linux", method: .mail), at: provedAt, in: transaction)
            let started = try await PostgresSessions(database)
                .start(on: device.id, at: .federation, moment: provedAt, lifetime: Device.lifetime, in: transaction)
            return (person.id, started.token)
        }
        return PasskeyVisitor(app: app, person: person, cookies: ["__Host-session": token.text])
    }

    /// A browser in which nobody is signed in.
    var stranger: PasskeyVisitor { PasskeyVisitor(app: app, person: ID(), cookies: [:]) }

    func trail(of browser: PasskeyVisitor) async throws -> [AuditEntry] {
        try await PostgresAuditTrail(app.resources.database).entries(of: browser.person, limit: 20)
    }

    func devices(of browser: PasskeyVisitor) async throws -> [Device] {
        try await PostgresDevices(app.resources.database, recording: PostgresActivities(app.resources.database))
            .devices(of: browser.person, at: Date())
    }
}

/// Somebody's browser: the cookies that it was given it sends back.
final class PasskeyVisitor {
    let app: App
    let person: ID<Person>
    private(set) var cookies: [String: String]

    init(app: App, person: ID<Person>, cookies: [String: String]) {
        (self.app, self.person, self.cookies) = (app, person, cookies)
    }

    func get(_ path: String) async throws -> Answer { try await ask(.get, path, [:], nil) }

    /// Sends JSON, as our script does.
    func post(_ path: String, _ json: String? = nil, from origin: String = PasskeySite.origin) async throws -> Answer {
        var headers: HTTPFields = [.origin: origin, .accept: "application/json"]
        if json != nil { headers[.contentType] = "application/json" }
        return try await ask(.post, path, headers, json)
    }

    func send(_ form: String, to path: String, from origin: String = PasskeySite.origin) async throws -> Answer {
        try await ask(.post, path, [.origin: origin, .contentType: "application/x-www-form-urlencoded"], form)
    }

    /// The challenge that options are about, and by what the authenticator is to know the person.
    func options(_ path: String) async throws -> (challenge: [UInt8], handle: [UInt8]?) {
        let answer = try await post(path)
        try #require(answer.status == 200, "\(answer.body)")
        let sent = try JSONDecoder().decode(Options.self, from: Data(answer.body.utf8)).publicKey
        return (try #require(Base64URL.decode(sent.challenge)), sent.user.flatMap { Base64URL.decode($0.id) })
    }

    /// Adds the passkey of `authenticator`, which then knows its owner.
    func addPasskey(_ authenticator: SoftAuthenticator = .init()) async throws -> SoftAuthenticator {
        var authenticator = authenticator
        let options = try await self.options("/passkeys/options")
        authenticator.handle = options.handle
        let answer = try await post("/passkeys", authenticator.registration(options.challenge))
        try #require(answer.status == 201, "\(answer.body)")
        return authenticator
    }

    private func ask(_ method: HTTPRequest.Method, _ path: String, _ headers: HTTPFields, _ body: String?) async throws -> Answer {
        var headers = headers
        headers[.userAgent] = "Mozilla/5.0 (X11; Linux x86_64) Chrome/156.0"
        if !cookies.isEmpty { headers[.cookie] = cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; ") }
        let answer = try await app.ask(method, path, headers, body: body)
        for cookie in Support.cookies(of: answer) {
            let parts = cookie.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            cookies[parts[0]] = parts[1].isEmpty ? nil : parts[1]
        }
        return answer
    }

    private struct Options: Decodable {
        let publicKey: PublicKey
        struct PublicKey: Decodable {
            let challenge: String
            let user: User?
        }
        struct User: Decodable { let id: String }
    }
}
