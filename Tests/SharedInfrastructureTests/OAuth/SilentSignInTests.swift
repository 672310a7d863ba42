import HTTPTypes
import Shared
import SharedPostgres
import Support
import Testing

@testable import SharedInfrastructure

/// Signing in without a question.
@Suite struct SilentSignInTests {
    private func member() -> Browser {
        let browser = Browser()
        browser.forge("member=1")
        return browser
    }

    @Test func `a member of another site opens a page, and is signed in there by redirects alone`() async throws {
        try await SignInSite.run { site async throws in
            let browser = member()
            let sent = try await site.ask("/page?a=1", by: browser, SignInSite.opening)
            #expect(sent.status == 303 && sent.headers[.cacheControl] == "no-store")
            let authorize = try #require(sent.headers[.location])
            #expect(TestProvider.query(of: authorize)["prompt"] == "none")
            let arrived = try await site.arrive(browser, after: authorize)
            #expect(arrived.status == 303 && arrived.headers[.location] == "/page?a=1")
            let page = try await site.ask("/page?a=1", by: browser, SignInSite.opening)
            #expect(page.status == 200 && page.body == "Maya")
        }
    }

    @Test func `it is tried for nobody but a member who opens a page`() async throws {
        try await SignInSite.run { site async throws in
            var cases: [(String, HTTPFields, String)] = [
                ("no hint", SignInSite.opening, "/page"), ("failed before", SignInSite.opening, "/page?sso=none"),
                ("failed before, with more", SignInSite.opening, "/page?a=1&sso=none"),
                ("an address too long to come back to", SignInSite.opening, "/page?a=" + String(repeating: "x", count: 1100)),
                ("on the way in", SignInSite.opening, "/auth/callback"),
            ]
            for (name, changes) in [
                ("a picture", [.secFetchMode: "no-cors", .secFetchDest: "image"]),
                ("a script", [.secFetchMode: "cors", .secFetchDest: "empty"]),
                ("a frame", [.secFetchMode: "navigate", .secFetchDest: "iframe"]), ("nothing said", [:]),
                ("a prefetch", [.secFetchMode: "navigate", .secFetchDest: "document", .secPurpose: "prefetch"]),
                ("a prerender", [.secFetchMode: "navigate", .secFetchDest: "document", .secPurpose: "prefetch;prerender"]),
                ("an old prefetch", [.secFetchMode: "navigate", .secFetchDest: "document", .purpose: "prefetch"]),
            ] as [(String, HTTPFields)] { cases.append((name, changes, "/page")) }
            for (name, headers, path) in cases {
                let browser = name == "no hint" ? Browser() : member()
                let answer = try await site.ask(path, by: browser, headers)
                #expect(answer.status != 303, "\(name)")
                #expect(browser.logins.isEmpty, "\(name)")
            }
            let tried = member()
            tried.forge("sso-tried=1")
            #expect(try await site.ask("/page", by: tried, SignInSite.opening).body == "nobody")
            var headers = member().headers
            for field in SignInSite.opening { headers.append(field) }
            #expect(try await site.app.ask(.head, "/page", headers).status == 200)
            headers[.origin] = SignInSite.origin
            headers[.contentType] = "application/x-www-form-urlencoded"
            #expect(try await site.app.ask(.post, "/notes", headers, body: "").body == "nobody")
        }
    }

    @Test(arguments: [
        "login_required", "interaction_required", "consent_required", "account_selection_required", "server_error", "nonsense",
    ])
    func `when nobody is signed in there, the page comes, and no other try for a while`(error: String) async throws {
        try await SignInSite.run { site async throws in
            let browser = member()
            let authorize = try #require(try await depart(site, browser))
            let back = try await site.ask(TestProvider.callback(after: authorize, error: error), by: browser)
            #expect(back.status == 303 && back.headers[.location] == "/page?a=1&sso=none" && back.headers[.cacheControl] == "no-store")
            #expect(browser.cookies["sso-tried"] == "1" && browser.logins.isEmpty)
            let tried = try #require(back.headers[values: .setCookie].first { $0.hasPrefix("sso-tried") })
            for attribute in ["Path=/", "HttpOnly", "SameSite=Lax", "Max-Age=600"] { #expect(tried.contains("; \(attribute)")) }
            // Only that nobody is signed in makes the hint wrong.
            #expect((browser.cookies["member"] == nil) == (error == "login_required"))
            for path in ["/page?a=1&sso=none", "/page"] {
                #expect(try await site.ask(path, by: browser, SignInSite.opening).body == "nobody")
            }
            // Without cookies it stops, too.
            #expect(try await site.ask("/page?a=1&sso=none", by: member(), SignInSite.opening).body == "nobody")
            // Whoever asks for it is signed in all the same.
            try await site.signIn(browser)
            #expect(browser.cookies["member"] == "1")
        }
    }

    @Test func `a browser that does not keep the session is sent once, and not round in circles`() async throws {
        try await SignInSite.run { site async throws in
            let browser = member()
            let authorize = try #require(try await depart(site, browser))
            let arrived = try await site.arrive(browser, after: authorize)
            #expect(arrived.headers[.location] == "/page?a=1" && browser.session != nil)
            let tried = try #require(arrived.headers[values: .setCookie].first { $0.hasPrefix("sso-tried") })
            for attribute in ["sso-tried=1", "Path=/", "HttpOnly", "SameSite=Lax", "Max-Age=60"] { #expect(tried.contains(attribute)) }
            browser.forge("__Host-session=")
            for path in ["/page?a=1", "/page"] {
                let page = try await site.ask(path, by: browser, SignInSite.opening)
                #expect(page.status == 200 && page.body == "nobody")
            }
        }
    }

    private func depart(_ site: SignInSite, _ browser: Browser) async throws -> String? {
        try await site.ask("/page?a=1", by: browser, SignInSite.opening).headers[.location]
    }

    @Test func `whatever goes wrong on the way, the page comes`() async throws {
        try await SignInSite.run { site async throws in
            let publicKey = site.provider.publicKey
            for change: @Sendable (inout TestProvider.Behaviour) -> Void in [
                { $0.token = .status(500, "") }, { $0.token = .status(400, "{\"error\":\"invalid_grant\"}") },
                { $0.change = { CallbackTests.Lie.stranger.tell(&$0, publicKey) } },
                { $0.change = { CallbackTests.Lie.noSuchDevice.tell(&$0, publicKey) } },
            ] {
                site.provider.behave { $0 = .init() }
                site.provider.behave(change)
                let browser = member()
                let authorize = try #require(try await depart(site, browser))
                let answer = try await site.arrive(browser, after: authorize)
                #expect(answer.status == 303 && answer.headers[.location] == "/page?a=1&sso=none" && browser.session == nil)
            }
            let browser = member()
            let authorize = try #require(try await depart(site, browser))
            let path = TestProvider.callback(after: authorize, error: "login_required", issuer: "https://evil.example")
            #expect(try await site.ask(path, by: browser).headers[.location] == "/page?a=1&sso=none")
            #expect(browser.cookies["member"] == "1", "another server's word is no word")
        }
    }

    @Test func `a session that has ended is asked for anew`() async throws {
        try await SignInSite.run { site async throws in
            let browser = member()
            browser.forge("__Host-session=\(SecretToken().text)")
            let sent = try await site.ask("/page", by: browser, SignInSite.opening)
            #expect(sent.status == 303 && browser.session == nil)
        }
    }

    @Test func `while the database is away nothing is tried`() async throws {
        try await SignInSite.run { site async throws in
            let browser = member()
            browser.forge("__Host-session=\(SecretToken().text)")
            await site.database.shutDown()
            #expect(try await site.ask("/page", by: browser, SignInSite.opening).body == "nobody")
        }
    }

    @Test func `the page itself stays fit for caches`() async throws {
        try await withApp(
            of: .blog,
            { resources in
                let part = SitePart(resources) { _ in [] }
                return try part.app { routes in
                    routes.get("/page") { request, context in
                        try await part.pages.respond(to: request, context, caching: .everyone()) { LeekPage() }
                    }
                }
            }
        ) { app in
            var headers = member().headers
            for field in SignInSite.opening { headers.append(field) }
            let first = try await app.ask("/page")
            #expect(first.headers[.cacheControl] == "private, no-cache" && first.headers[.vary] == "Cookie")
            // It is in the cache now, and whoever may be a member is sent away all the same; whoever is not gets it.
            #expect(try await app.ask("/page", headers).status == 303)
            let failed = try await app.ask("/page?sso=none", headers)
            #expect(failed.status == 200 && failed.body == first.body)
            #expect(!failed.body.contains("sso=none"), "the canonical address is clean")
        }
    }
}
