import Foundation
import HTTPTypes
import Hummingbird
import JWTKit
import NIOCore
import NIOPosix
import Shared
import SharedInfrastructure
import SharedPostgres
import Support
import Synchronization
import Testing
@testable import Federation

/// A client's own server, which hears of sign-outs as long as it is up.
final class Listening: Sendable {
    private let heard = Mutex<[(type: String, body: String)]>([])
    private let answers = Mutex<[Int]>([])

    var bodies: [String] { heard.withLock { $0.map(\.body) } }
    var types: [String] { heard.withLock { $0.map(\.type) } }

    /// What it answers first, before it answers 200.
    init(answering answers: [Int] = []) { self.answers.withLock { $0 = answers } }

    func run<Result: Sendable>(_ body: @escaping @Sendable (Int) async throws -> Result) async throws -> Result {
        let router = Router()
        router.post("/logout") { [self] request, context in
            let text = String(buffer: try await request.body.collect(upTo: 10_000))
            heard.withLock { $0.append((request.headers[.contentType] ?? "", text)) }
            let status = answers.withLock { $0.isEmpty ? 200 : $0.removeFirst() }
            return Response(status: .init(code: status), headers: status == 302 ? [.location: "/elsewhere"] : [:])
        }
        let (ports, tell) = AsyncStream.makeStream(of: Int.self)
        let app = Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { tell.yield($0.localAddress?.port ?? 0) }, logger: .silent)
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await app.run() }
            let port = try #require(await ports.first { _ in true })
            let result = try await body(port)
            group.cancelAll()
            return result
        }
    }
}

struct LogoutTests {
    @Test func `when somebody signs out anywhere, each client that knew them there is told, with a token that it can believe`() async throws
    {
        let listening = Listening()
        try await listening.run { port in
            try await FederationSite.run { federation async throws in
                try await federation.registerAllies(logout: "http://127.0.0.1:\(port)/logout")
                let (maya, phone) = (try await federation.signIn("maya"), try await federation.signIn("omar"))
                try await federation.consent(maya, to: .ally)
                let tokens = try await federation.tokens(.ally, maya)
                _ = try await federation.tokens(.ally, maya)
                _ = try await federation.tokens(.blog, phone)
                try await federation.end(maya.device)
                try await eventually("the client is told") { !listening.bodies.isEmpty }
                #expect(listening.bodies.count == 1 && listening.types == ["application/x-www-form-urlencoded"])
                let token = try #require(listening.bodies.first?.split(separator: "=").last.map(String.init)?.removingPercentEncoding)
                let collection = try await JWTKeyCollection().add(jwksJSON: federation.app.ask("/jwks").body)
                _ = try await collection.verify(token, as: LogoutClaims.self)
                let (header, claims) = try TestTokens.read(token)
                #expect(header["typ"] as? String == "logout+jwt" && header["alg"] as? String == "RS256" && header["kid"] != nil)
                #expect(claims["iss"] as? String == FederationSite.origin && claims["aud"] as? String == "ally")
                #expect(claims["sub"] as? String == maya.person.id.description && claims["sid"] as? String == maya.device.id.description)
                let (issued, expires) = (try #require(claims["iat"] as? Int), try #require(claims["exp"] as? Int))
                #expect(expires - issued <= 120 && abs(Int(Date().timeIntervalSince1970) - issued) < 20)
                #expect(claims["jti"] is String && claims["nonce"] == nil)
                let events = try #require(claims["events"] as? [String: Any])
                #expect(events.keys.map(\.self) == ["http://schemas.openid.net/event/backchannel-logout"])
                #expect(events.values.first is [String: Any])
                #expect(try await federation.refresh(#require(tokens.refresh), .ally).error == "invalid_grant")
            }
        }
    }

    @Test func `a client that knew somebody who has left is told, though nothing here names them any more`() async throws {
        let listening = Listening()
        try await listening.run { port in
            try await FederationSite.run { federation async throws in
                try await federation.registerAllies(logout: "http://127.0.0.1:\(port)/logout")
                let maya = try await federation.signIn("maya")
                try await federation.consent(maya, to: .ally)
                _ = try await federation.tokens(.ally, maya)
                try await federation.leave(maya.person)
                try await eventually("the client is told") { !listening.bodies.isEmpty }
                let token = try #require(listening.bodies.first?.split(separator: "=").last.map(String.init)?.removingPercentEncoding)
                let claims = try TestTokens.read(token).claims
                #expect(claims["sub"] as? String == maya.person.id.description && claims["sid"] as? String == maya.device.id.description)
                let rows = try await federation.app.resources.database.query("select from oauth.grants where person_id is not null")
                #expect(rows.isEmpty)
            }
        }
    }

    @Test func `a client that does not listen is not told, and nothing waits for it`() async throws {
        try await FederationSite.run { federation async throws in
            try await federation.registerAllies()
            let maya = try await federation.signIn("maya")
            try await federation.consent(maya, to: .ally)
            let tokens = try await federation.tokens(.ally, maya)
            try await federation.end(maya.device)
            let database = federation.app.resources.database
            try await eventually("the grant has ended") {
                try await database.query("select from oauth.grants where ended_at is null").isEmpty
            }
            #expect(try await federation.introspect(tokens.access, by: .ally).body == "{\"active\":false}")
            #expect(try await database.query("select from oauth.logout_deliveries").isEmpty)
        }
    }

    @Test func `our own services are told over their internal listeners, and again within a minute`() {
        #expect((1...20).allSatisfy { LogoutWorker.gap(after: $0, .ours) <= .seconds(66) })
        #expect(LogoutWorker.gap(after: 1, .thirdParty) < .seconds(2) && LogoutWorker.gap(after: 50, .thirdParty) >= .seconds(3600))
        #expect(LogoutWorker.gap(after: 0, .ours) >= .seconds(1))
    }

    @Test(arguments: [
        "http://ally.example/logout", "https://127.0.0.1/logout", "https://localhost/logout", "https://169.254.169.254/",
        "https://10.0.0.1/",
        "https://ally.example:8443/logout", "https://192.168.1.1/",
    ])
    func `in production, nobody has us reach into our own network`(address: String) async throws {
        let courier = LogoutCourier(try Self.production)
        await #expect(throws: LogoutCourier.Failure.self) { try await courier.post("x", to: address, of: .thirdParty) }
        do { try await courier.post("x", to: address, of: .thirdParty) } catch LogoutCourier.Failure.notPublic {} catch {
            Issue.record("\(error)")
        }
        await courier.close()
    }

    /// A configuration that is complete for production.
    static var production: AppConfig {
        get throws {
            let key = String(repeating: "k", count: 40)
            var changes: [String: String?] = [
                "ENVIRONMENT": "production", "FRAGMENT_KEY": key + "f", "VISITOR_KEY": key + "v", "IDENTITY_KEY": key + "i",
                "STATIC_ROOT": "/",
                "PICTURES_ROOT": "/", "PUBLIC_ORIGIN": "https://{service}.rose-ash.com", "SITE_DOMAIN": "rose-ash.com",
                "SMTP_URL": "smtp://relay.example.org", "MAIL_FROM": "post@rose-ash.com", "TRUSTED_PROXIES": "10.0.0.0/8",
            ]
            for service in ServiceName.clients { changes["CLIENT_SECRET_\(service.rawValue.uppercased())"] = key + service.rawValue }
            return try TestSite.config(.federation, changes)
        }
    }
}
