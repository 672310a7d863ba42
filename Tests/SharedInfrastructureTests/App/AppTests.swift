import HTTPTypes
import Hummingbird
import Shared
import SharedInfrastructure
import SharedPostgres
import Support
import Testing

@Suite struct AppTests {
    private func app(_ changes: [String: String?] = [:], log: RecordedLines = RecordedLines()) throws -> App {
        try TestSite.app(.cart, changes, log: log) { routes in
            routes.get("hello/:name") { _, context in "Hello, \(context.parameters.get("name") ?? "")" }
            routes.get("fault") { _, _ -> String in throw TestFault() }
            routes.get("away") { _, _ -> String in throw PostgresError.unreachable(reason: "db.internal: secret") }
            routes.get("gone") { _, _ -> String in throw Problem(.gone) }
            routes.get("internal/secrets") { _, _ in "secret" }
            routes.post("notes") { request, context in
                try await request.form(context).required("note", as: String.self)
            }
            routes.post("basket/items", from: .siblings) { _, _ in "added" }
            routes.post("hook", from: .anyone) { _, _ in "heard" }
        }
    }
    private struct TestFault: Error { let password = "hunter2" }

    @Test func `a route answers, with the headers that keep a browser safe`() async throws {
        let answer = try await app().ask("/hello/Maya")
        #expect(answer.status == 200 && answer.body == "Hello, Maya")
        let policy = try #require(try await app().ask("/nothing").headers[.contentSecurityPolicy])
        #expect(policy.hasPrefix("default-src 'self'; ") && !policy.contains("unsafe"))
        for service in ServiceName.allCases { #expect(policy.contains("http://\(service).rose-ash.localhost:8000")) }
        #expect(answer.headers[.xContentTypeOptions] == "nosniff")
        #expect(answer.headers[.strictTransportSecurity] == nil)
    }

    @Test(arguments: ["/hello/Maya", "/robots.txt"])
    func `what is no document may do nothing, and says little`(path: String) async throws {
        let answer = try await app().ask(path)
        #expect(answer.headers[.contentSecurityPolicy] == "default-src 'none'; frame-ancestors 'none'")
        for name in ["X-Content-Type-Options", "Cross-Origin-Resource-Policy"] {
            #expect(answer.headers.filter { $0.name.rawName == name }.count == 1, "\(name)")
        }
        #expect(!answer.headers.contains { $0.name.rawName == "Permissions-Policy" })
    }

    @Test(arguments: ["/nothing", "/fault", "/away", "/internal/secrets", "/assets/none.css", "/%zz"])
    func `every kind of page carries every security header`(path: String) async throws {
        let answer = try await app().ask(path)
        let names = [
            "Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "Permissions-Policy", "Cross-Origin-Opener-Policy",
            "Cross-Origin-Resource-Policy", "X-Request-ID",
        ]
        for name in names { #expect(answer.headers.filter { $0.name.rawName == name }.count == 1, "\(name)") }
    }

    @Test func `browsers are told to stay with https in production`() async throws {
        let production = try app([
            "ENVIRONMENT": "production", "FRAGMENT_KEY": String(repeating: "f", count: 32),
            "VISITOR_KEY": String(repeating: "v", count: 32), "CLIENT_SECRET": String(repeating: "c", count: 32),
            "STATIC_ROOT": "/", "PICTURES_ROOT": "/", "TRUSTED_PROXIES": "10.0.0.0/8",
        ])
        #expect(try await production.ask("/hello/Maya").headers[.strictTransportSecurity] == "max-age=31536000; includeSubDomains")
    }

    @Test func `what is for the services is not on the public listener`() async throws {
        for path in [
            "/internal/secrets", "//internal/secrets", "/internal//secrets", "/internal/secrets/", "/internal",
            "/internal/fragments/nav-tree", "/health/ready", "/metrics",
        ] {
            #expect(try await app().ask(path).status == 404, "\(path)")
        }
    }

    @Test func `a fault is logged in full and told without a word of itself`() async throws {
        let log = RecordedLines()
        let answer = try await app(log: log).ask("/fault")
        #expect(answer.status == 500 && !answer.body.contains("TestFault") && !answer.body.contains("hunter2"))
        #expect(answer.body.contains(try #require(answer.headers[.requestID])))
        #expect(log.lines.contains { $0.contains("TestFault") })
    }

    @Test func `a database that is away is a break of service, not a fault`() async throws {
        let log = RecordedLines()
        let answer = try await app(log: log).ask("/away")
        #expect(log.lines.count == 1 && log.lines[0].contains("WARNING"))
        #expect(answer.status == 503 && answer.headers[.retryAfter] == "5" && !answer.body.contains("db.internal"))
    }

    @Test(arguments: [
        ("application/json", true), ("application/problem+json", true), ("text/html,application/xhtml+xml,*/*;q=0.8", false),
        ("*/*", false),
        ("application/json;q=0.5, text/html", false), ("text/html;q=0.5, application/json", true), ("application/json;q=0", false),
    ])
    func `a program that asks for JSON gets a problem, everybody else a page`(accept: String, isJSON: Bool) async throws {
        let answer = try await app().ask("/nothing", [.accept: accept])
        #expect(answer.status == 404)
        #expect(answer.headers[.contentType] == (isJSON ? "application/problem+json" : "text/html; charset=utf-8"))
        #expect(answer.body.contains(isJSON ? "\"status\":404" : "<h1>There is no such page.</h1>"))
    }

    @Test func `a method that a path does not have is answered with those that it has`() async throws {
        let answer = try await app().ask(.delete, "/notes")
        #expect(answer.status == 405 && answer.headers[.allow] == "POST, OPTIONS")
        #expect(try await app().ask(.post, "/hello/Maya").headers[.allow] == "GET, HEAD, OPTIONS")
        let options = try await app().ask(.options, "/notes")
        #expect(options.status == 204 && options.headers[.allow] == "POST, OPTIONS")
    }

    @Test func `HEAD answers what GET does, without the body`() async throws {
        let answer = try await app().ask(.head, "/hello/Maya")
        #expect(answer.status == 200 && answer.body.isEmpty && answer.headers[.contentLength] == "11")
    }

    @Test func `a form is taken from our own page`() async throws {
        let answer = try await app().send("note=leeks", to: "/notes", from: "http://cart.rose-ash.localhost:8000")
        #expect(answer.status == 200 && answer.body == "leeks")
    }

    @Test(arguments: [
        "http://blog.rose-ash.localhost:8000", "http://cart.rose-ash.localhost", "https://cart.rose-ash.localhost:8000",
        "http://evil.example",
        "null", "http://cart.rose-ash.localhost:8000.evil.example", "HTTP://cart.rose-ash.localhost:8000",
    ])
    func `a form from another origin is refused`(origin: String) async throws {
        #expect(try await app().send("note=leeks", to: "/notes", from: origin).status == 403)
    }

    @Test func `a form without an origin is refused, and says what to do`() async throws {
        let answer = try await app().ask(.post, "/notes", [.contentType: "application/x-www-form-urlencoded"], body: "note=leeks")
        #expect(answer.status == 403 && answer.body.contains("did not say which page"))
    }

    @Test func `an action for siblings takes the six, and no other`() async throws {
        for service in ServiceName.allCases {
            #expect(try await app().send("", to: "/basket/items", from: "http://\(service).rose-ash.localhost:8000").status == 200)
        }
        #expect(try await app().send("", to: "/basket/items", from: "http://shop.rose-ash.localhost:8000").status == 403)
        let crossed = try await app().send(
            "", to: "/basket/items", from: "http://blog.rose-ash.localhost:8000",
            [try #require(HTTPField.Name("Sec-Fetch-Site")): "cross-site"])
        #expect(crossed.status == 403)
    }

    @Test func `an action for anyone asks no origin`() async throws {
        #expect(try await app().ask(.post, "/hook").status == 200)
    }

    @Test func `a body that is no form, or too much of one, is refused`() async throws {
        let own: HTTPFields = [.origin: "http://cart.rose-ash.localhost:8000"]
        func status(_ type: String?, _ body: String) async throws -> Int {
            var headers = own
            headers[.contentType] = type
            return try await app().ask(.post, "/notes", headers, body: body).status
        }
        #expect(try await status("multipart/form-data; boundary=x", "--x--") == 415)
        #expect(try await status("application/json", "{}") == 415)
        #expect(try await status(nil, "note=x") == 415)
        #expect(try await status("application/x-www-form-urlencoded; charset=iso-8859-1", "note=x") == 415)
        #expect(try await status("application/x-www-form-urlencoded; charset=UTF-8", "note=x") == 200)
        #expect(try await status("application/x-www-form-urlencoded", "note=" + String(repeating: "x", count: 65_536)) == 413)
        #expect(try await status("application/x-www-form-urlencoded", "%zz=x") == 400)
        #expect(try await status("application/x-www-form-urlencoded", "note=%FF") == 422)
    }
}
