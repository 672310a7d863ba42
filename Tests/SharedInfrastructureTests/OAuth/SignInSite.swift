import Foundation
import HTTPTypes
import Shared
import SharedPostgres
import SharedServices
import Support
import Testing

@testable import SharedInfrastructure

/// The blog, whose authorization server is a test's own, and Maya, who has signed in there with one device.
struct SignInSite {
    static let origin = "http://blog.rose-ash.localhost:8000"
    /// What browsers send with the opening of a page.
    static let opening: HTTPFields = [.secFetchMode: "navigate", .secFetchDest: "document"]

    let app: App
    let provider: TestProvider
    let maya: Person
    let device: Device
    var database: Database { app.resources.database }

    static func run(_ settings: [String: String?] = [:], _ body: (SignInSite) async throws -> Void) async throws {
        try await TestProvider.run { provider in
            let settings = settings.merging(["INTERNAL_ORIGIN_FEDERATION": provider.origin]) { given, _ in given }
            try await withApp(of: .blog, settings: settings, Self.app) { app in
                let maya = try await register("maya", in: app.resources.database)
                let device = try await signIn(maya, in: app.resources.database)
                try await body(SignInSite(app: app, provider: provider, maya: maya, device: device))
            }
        }
    }

    /// Runs `body` with a second process of the same service, over the same database.
    func withTwin(_ body: (App) async throws -> Void) async throws {
        let config = app.resources.config
        let resources = try AppResources(
            config, observability: Observability(config, output: RecordedLines().output),
            assets: TestSite.assets)
        let twin = try Self.app(resources)
        try await RunningApp.run(twin) { _ in try await body(twin) }
        await resources.database.shutDown()
    }

    /// Its pages say who is asking.
    static func app(_ resources: AppResources) throws -> App {
        try SitePart(resources) { _ in [] }.app { routes in
            routes.get("/page") { _, context in context.signedIn?.name ?? "nobody" }
            routes.post("/notes") { _, context in context.signedIn?.name ?? "nobody" }
        }
    }

    static func register(_ name: String, in database: Database) async throws -> Person {
        let people = PostgresPeople(database, recording: PostgresActivities(database))
        let (username, email) = (try #require(Username(name)), try #require(EmailAddress("\(name)@example.org")))
        return try await database.run { (transaction: borrowing Transaction) in
            try await people.register(username, name: name.capitalized, email: email, in: transaction)
        }
    }

    /// As the authorization server would, with a device of their own.
    static func signIn(_ person: Person, in database: Database) async throws -> Device {
        let devices = PostgresDevices(database, recording: PostgresActivities(database))
        return try await database.run { (transaction: borrowing Transaction) in
            try await devices.begin(SignIn(person: person.id, label: "Firefox on Linux", method: .mail), at: Date(), in: transaction)
        }
    }

    func ask(_ path: String, by browser: Browser, _ more: HTTPFields = [:]) async throws -> Answer {
        var headers = browser.headers
        for field in more { headers.append(field) }
        let answer = try await app.ask(path, headers)
        browser.keep(answer)
        return answer
    }

    /// Sets out to sign in; answers where the browser is sent.
    func depart(_ browser: Browser, then next: String = "/page") async throws -> String {
        let answer = try await ask("/auth/login?next=\(TestProvider.encoded(next))", by: browser)
        return try #require(answer.headers[.location])
    }

    /// Comes back as Maya; answers what the callback says.
    func arrive(_ browser: Browser, after authorize: String) async throws -> Answer {
        try await ask(provider.callback(after: authorize, as: maya.id, on: device.id), by: browser)
    }

    /// All the way.
    func signIn(_ browser: Browser) async throws {
        #expect(try await arrive(browser, after: depart(browser)).status == 303)
        #expect(try await who(browser) == "Maya")
    }

    /// Whom the blog takes the browser for.
    func who(_ browser: Browser) async throws -> String { try await app.ask("/page", browser.headers).body }

    func signOut(_ browser: Browser, from origin: String = origin, _ more: HTTPFields = [:]) async throws -> Answer {
        var headers = browser.headers
        for field in more { headers.append(field) }
        let answer = try await app.send("", to: "/auth/logout", from: origin, headers)
        browser.keep(answer)
        return answer
    }
}

extension Browser {
    var session: String? { cookies["__Host-session"] }
    var logins: [String] { cookies.keys.filter { $0.hasPrefix("__Host-login-") } }
}
