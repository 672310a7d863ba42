import FoundationEssentials
import HTTPTypes
import Hummingbird
import Shared
import SharedInfrastructure
import SharedPostgres
import SharedServices
import Support
import Synchronization
import Testing

@Suite struct SessionTests {
    /// Sessions as the database would tell of them, with a database that can fail.
    private final class Book: Sessions {
        struct Away: Error {}
        struct State {
            var people: [SecretToken: SignedIn] = [:]
            var isAway = false
            var questions = 0
        }
        let state = Mutex(State())

        func signIn(on service: ServiceName = .blog, until end: Date = Date() + 3600) -> SecretToken {
            let token = SecretToken()
            let session = Session(id: ID(), person: ID(), service: service, device: ID(), startedAt: Date(), expiresAt: end)
            guard let name = Username("maya") else { return token }
            state.withLock { $0.people[token] = SignedIn(session: session, username: name, name: "Maya") }
            return token
        }

        func find(_ token: SecretToken, at moment: Date) async throws -> SignedIn? {
            try state.withLock { state in
                state.questions += 1
                if state.isAway { throw Away() }
                return state.people[token]
            }
        }
        func start(
            on device: ID<Device>, at service: ServiceName, moment: Date, lifetime: Duration, in transaction: borrowing Transaction
        ) async throws -> StartedSession { throw Away() }
        func sessions(of person: ID<Person>, at moment: Date) async throws -> [Session] { [] }
        func revoke(
            on device: ID<Device>, at service: ServiceName, in transaction: borrowing Transaction
        ) async throws -> [ID<Session>] { [] }
    }

    @Test func `a token is asked for once in a while, not each time`() async throws {
        let book = Book()
        let (cache, token) = (SessionCache(book), book.signIn())
        for _ in 0..<5 { #expect(try await cache.find(token)?.name == "Maya") }
        #expect(try await cache.find(SecretToken()) == nil)
        #expect(book.state.withLock { $0.questions } == 2)
    }

    @Test func `a session that was ended is forgotten at once when it is heard of`() async throws {
        let book = Book()
        let (cache, token) = (SessionCache(book), book.signIn())
        let session = try #require(try await cache.find(token)).session.id
        book.state.withLock { $0.people = [:] }
        #expect(try await cache.find(token) != nil)
        cache.forget([session])
        #expect(try await cache.find(token) == nil)
    }

    @Test func `after what could not be heard, everybody is asked for anew`() async throws {
        let book = Book()
        let (cache, token) = (SessionCache(book), book.signIn())
        #expect(try await cache.find(token) != nil)
        book.state.withLock { $0.people = [:] }
        cache.forgetAll()
        #expect(try await cache.find(token) == nil)
    }

    @Test func `while the database is away a member stays, and a stranger is nobody`() async throws {
        let book = Book()
        let (cache, token) = (SessionCache(book, freshness: .zero), book.signIn())
        #expect(try await cache.find(token)?.name == "Maya")
        book.state.withLock { $0.isAway = true }
        #expect(try await cache.find(token)?.name == "Maya")
        await #expect(throws: Book.Away.self) { try await cache.find(SecretToken()) }
        let forgetful = SessionCache(book, freshness: .zero, staleness: .zero)
        await #expect(throws: Book.Away.self) { try await forgetful.find(token) }
    }

    @Test func `a session ends on time, cached or not`() async throws {
        let book = Book()
        let (cache, token) = (SessionCache(book), book.signIn(until: Date() + 0.2))
        #expect(try await cache.find(token) != nil)
        try await Task.sleep(for: .milliseconds(300))
        #expect(try await cache.find(token) == nil)
    }

    @Test func `the cache does not grow with the tokens that are tried`() async throws {
        let book = Book()
        let (cache, token) = (SessionCache(book, limit: 100), book.signIn())
        for _ in 0..<1000 {
            #expect(try await cache.find(token) != nil)
            _ = try await cache.find(SecretToken())
        }
        // The member's entry was used all the time, so it was never dropped.
        #expect(book.state.withLock { $0.questions } == 1001)
    }

    /// An app over a database that holds Maya's session.
    private func withMaya(_ body: (App, SecretToken, Database) async throws -> Void) async throws {
        let test = try await TestDatabase.create(from: .migrated)
        let config = try TestSite.config(.blog, ["DATABASE_URL": test.url])
        let resources = try AppResources(config, observability: Observability(config, output: RecordedLines().output), assets: Assets())
        let database = resources.database
        let app = App(resources) { routes in
            routes.get("who") { _, context in context.signedIn?.name ?? "nobody" }
            routes.post("notes") { _, context in context.signedIn?.name ?? "nobody" }
        }
        let people = PostgresPeople(database, recording: PostgresActivities(database))
        let started = try await database.run { (transaction: borrowing Transaction) in
            let name = try #require(Username("maya"))
            let address = try #require(EmailAddress("maya@example.org"))
            let person = try await people.register(name, name: "Maya", email: address, in: transaction)
            let devices = PostgresDevices(database, recording: PostgresActivities(database))
            let device = try await devices.begin(
                SignIn(person: person.id, label: "phone", method: .mail), at: Date(), in: transaction)
            return try await resources.sessions.start(
                on: device.id, at: .blog, moment: Date(), lifetime: .seconds(3600), in: transaction)
        }
        try await body(app, started.token, database)
        await database.shutDown()
        try await test.drop()
    }

    @Test func `a member is known by the session cookie of this service`() async throws {
        try await withMaya { app, token, _ in
            #expect(try await app.ask("/who", [.cookie: "__Host-session=\(token.text)"]).body == "Maya")
            #expect(try await app.ask("/who").body == "nobody")
            for wrong in [SecretToken().text, "x", ""] {
                let answer = try await app.ask("/who", [.cookie: "__Host-session=\(wrong)"])
                #expect(answer.body == "nobody" && answer.headers[.setCookie]?.hasPrefix("__Host-session=; ") == true)
            }
        }
    }

    @Test func `a session of one service signs nobody in to another`() async throws {
        try await withMaya { app, token, database in
            let blog = try await database.query("update account.sessions set service = 'market' returning id")
            #expect(blog.count == 1)
            #expect(try await app.ask("/who", [.cookie: "__Host-session=\(token.text)"]).body == "nobody")
        }
    }

    @Test func `when the database is away, a reader is a stranger and an action is asked to come back`() async throws {
        let app = try TestSite.app(.blog) { routes in
            routes.get("who") { _, context in context.signedIn?.name ?? "nobody" }
            routes.post("notes") { _, context in context.signedIn?.name ?? "nobody" }
        }
        let cookie: HTTPFields = [.cookie: "__Host-session=\(SecretToken().text)"]
        let reading = try await app.ask("/who", cookie)
        #expect(reading.status == 200 && reading.body == "nobody" && reading.headers[.setCookie] == nil)
        #expect(try await app.send("", to: "/notes", from: "http://blog.rose-ash.localhost:8000", cookie).status == 503)
    }
}
