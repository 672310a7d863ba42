import FoundationEssentials
import HTTPTypes
import Hummingbird
import NIOCore
import NIOEmbedded
import Logging
import Shared
import SharedInfrastructure
import Testing

@Suite struct AccessTests {
    private let stall = RoleScope.market(ID())

    @Test func `a reader who comes to see a page is led to sign in, and back`() throws {
        let problem = try #require(denial(.member, to: request("/basket?page=2&x=%2F"), by: nil))
        #expect(problem.status == .seeOther && problem.headers[.location] == "/auth/login?next=%2Fbasket%3Fpage%3D2%26x%3D%252F")
        let navigation = request("/", [.secFetchMode: "navigate"])
        #expect(denial(.editor, to: navigation, by: nil)?.headers[.location] == "/auth/login?next=%2F")
        // An address that could lead away leads to the front page.
        #expect(denial(.editor, to: request("//evil.example/"), by: nil)?.headers[.location] == "/auth/login?next=%2F")
    }

    @Test func `what a reader sends, and what a script asks, is told that nobody is signed in`() throws {
        for request in [
            request("/products", method: .post), request("/products", [.secFetchMode: "cors"]),
            request("/p", [.accept: "application/json"]),
        ] {
            let problem = try #require(denial(.member, to: request, by: nil))
            #expect(problem.status == .unauthorized && problem.headers[.location] == nil && problem.headers[.wwwAuthenticate] != nil)
        }
    }

    /// Every role is asked of everybody who lacks it: those who are nothing but members, and those who have another, or of something else.
    @Test func `a member who lacks a role is told which it is and who gives it, whatever else they have`() throws {
        let others: [RoleGrant?] = [nil] + [Role.editor, .shopkeeper, .organiser].map { RoleGrant($0) }
        for role in [Role.editor, .shopkeeper, .organiser, .operator] {
            for grant in others where grant?.role != role {
                let problem = try #require(denial(role, to: request("/"), by: grant.map { [$0] } ?? []))
                #expect(problem.status == .forbidden && problem.title == "This is for \(role.rawValue)s of the site.")
                #expect(problem.advice.contains("signed in as maya") && problem.advice.contains("operator"))
            }
        }
        let other = try #require(RoleGrant(.shopkeeper, of: .market(ID())))
        #expect(denial(.shopkeeper, of: stall, to: request("/"), by: [other])?.title == "This is for shopkeepers of this market.")
        #expect(denial(.organiser, of: .calendar(ID()), to: request("/"), by: [])?.title == "This is for organisers of this calendar.")
    }

    @Test func `who has the role, or one that includes it, or of the whole site, is let in`() throws {
        let held = [RoleGrant(.shopkeeper, of: stall), RoleGrant(.shopkeeper), RoleGrant.siteOperator]
        for grant in held { #expect(denial(.shopkeeper, of: stall, to: request("/", method: .post), by: [try #require(grant)]) == nil) }
        #expect(denial(.member, to: request("/"), by: []) == nil)
        #expect(Access.allows(.reader, context(nil)) && !Access.allows(.member, context(nil)))
        #expect(Access.allows(.member, context([])) && !Access.allows(.shopkeeper, of: stall, context([])))
    }

    @Test func `who proved long ago who they are is asked again, and brought back`() async throws {
        let book = DeviceBook(provedAt: Date(timeIntervalSince1970: 1_800_000_000))
        let member = try #require(context([]).signedIn)
        let request = request("/leaving?x=1")
        for (seconds, isFresh) in [(0.0, true), (599, true), (600, false), (86_400, false)] {
            #expect(try await Access.hasProof(of: member, book, at: book.provedAt + seconds) == isFresh)
            do {
                _ = try await Access.requireProof(of: member, book, request, at: book.provedAt + seconds)
                #expect(isFresh)
            } catch let problem as Problem {
                #expect(!isFresh && problem.status == .seeOther)
                #expect(problem.headers[.location] == "/auth/login?next=%2Fleaving%3Fx%3D1&again=1")
            }
        }
        await #expect(throws: Problem.self) { try await Access.requireProof(of: member, DeviceBook(provedAt: nil), request) }
        #expect(try await !Access.hasProof(of: member, DeviceBook(provedAt: nil)))
    }

    private func denial(_ role: Role, of scope: RoleScope = .site, to request: Request, by grants: [RoleGrant]?) -> Problem? {
        do { try Access.require(role, of: scope, request, context(grants)) } catch { return error as? Problem }
        return nil
    }

    private func request(_ path: String, method: HTTPRequest.Method = .get, _ headers: HTTPFields = [:]) -> Request {
        Request(
            head: HTTPRequest(method: method, scheme: "http", authority: "x", path: path, headerFields: headers),
            body: RequestBody(buffer: ByteBuffer()))
    }

    /// Of a reader when `grants` is nil, else of Maya, who holds them.
    private func context(_ grants: [RoleGrant]?) -> AppContext {
        var context = AppContext(source: ApplicationRequestContextSource(channel: EmbeddedChannel(), logger: Logger(label: "test")))
        if let grants, let name = Username("maya") {
            let session = Session(id: ID(), person: ID(), service: .blog, device: ID(), startedAt: Date(), expiresAt: Date() + 3600)
            context.signedIn = SignedIn(session: session, username: name, name: "Maya", grants: grants)
        }
        return context
    }
}

/// One device of whoever asks, or none.
private struct DeviceBook: Devices {
    private let device: Device?
    var provedAt: Date { device?.provedAt ?? .distantPast }

    init(provedAt: Date?) {
        device = provedAt.map {
            Device(id: ID(), person: ID(), label: "", method: .mail, startedAt: $0, provedAt: $0, expiresAt: $0 + 1e6)
        }
    }

    struct NotAsked: Error {}
    func device(_ id: ID<Device>, at moment: Date) async throws -> Device? { device }
    func begin(_ signIn: SignIn, at moment: Date, in transaction: borrowing Transaction) async throws -> Device { throw NotAsked() }
    func prove(
        _ device: ID<Device>, by method: SignInMethod, at moment: Date, in transaction: borrowing Transaction
    ) async throws -> Device? { throw NotAsked() }
    func devices(of person: ID<Person>, at moment: Date) async throws -> [Device] { throw NotAsked() }
    func devices(
        of person: ID<Person>, first here: ID<Device>, _ page: PageRequest, at moment: Date
    ) async throws -> Listing<Device> { throw NotAsked() }
    func end(
        _ device: ID<Device>, of person: ID<Person>, at moment: Date, in transaction: borrowing Transaction
    ) async throws -> [ID<Session>] { throw NotAsked() }
    func endAll(
        of person: ID<Person>, except kept: ID<Device>?, at moment: Date, in transaction: borrowing Transaction
    ) async throws -> [ID<Session>] { throw NotAsked() }
}
