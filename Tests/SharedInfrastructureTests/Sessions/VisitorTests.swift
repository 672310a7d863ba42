import FoundationEssentials
import HTTPTypes
import Hummingbird
import Shared
import SharedInfrastructure
import Support
import Testing

@Suite struct VisitorTests {
    private func app(_ changes: [String: String?] = [:]) throws -> App {
        try TestSite.app(.cart, changes) { routes in
            routes.get("who") { _, context in context.visitor.basket?.description ?? "nobody" }
        }
    }

    /// What a browser sends back of a `Set-Cookie`.
    private func pair(_ field: HTTPField) -> String { String(field.value.prefix { $0 != ";" }) }

    @Test func `a reader without cookies is nobody, and gets none`() async throws {
        let answer = try await app().ask("/who")
        #expect(answer.body == "nobody" && answer.headers[.setCookie] == nil)
    }

    @Test func `a basket is known again by its cookie, on every site`() async throws {
        let basket = ID<Basket>()
        let cookie = VisitorCookies(try TestSite.config(.cart)).setting(basket)
        #expect(cookie.value.contains("; Domain=rose-ash.localhost; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age="))
        for service in ServiceName.allCases {
            let app = try TestSite.app(service) { $0.get("who") { _, context in context.visitor.basket?.description ?? "nobody" } }
            let answer = try await app.ask("/who", [.cookie: "a=b; \(pair(cookie)); c=d"])
            #expect(answer.body == basket.description && answer.headers[.setCookie] == nil)
        }
    }

    @Test func `a forged cookie names nobody, and is taken away`() async throws {
        let config = try TestSite.config(.cart)
        let real = pair(VisitorCookies(config).setting(ID()))
        let foreign = pair(VisitorCookies(try TestSite.config(.cart, ["VISITOR_KEY": String(repeating: "x", count: 40)])).setting(ID()))
        let flipped = String(real.dropLast()) + (real.hasSuffix("A") ? "B" : "A")
        let name = real.prefix { $0 != "=" }
        for forged in [
            foreign, flipped, "\(name)=", "\(name)=x", "\(name)=" + String(repeating: "A", count: 43), real + "AAAA",
            "\(name)=\(ID<Basket>())", "__Secure-visitor-zzzz" + real.dropFirst(name.count), "__Secure-visitor-=",
        ] {
            let answer = try await app().ask("/who", [.cookie: forged])
            #expect(answer.body == "nobody", "\(forged)")
            let cleared = try #require(answer.headers[.setCookie])
            #expect(cleared.hasPrefix("\(forged.prefix { $0 != "=" })=; ") && cleared.hasSuffix("Max-Age=0"), "\(forged)")
        }
    }

    @Test func `a browser with several baskets is known by the oldest, and no site takes the others away`() async throws {
        let cookies = VisitorCookies(try TestSite.config(.market))
        let (old, young) = (ID<Basket>(at: Date(timeIntervalSince1970: 1_700_000_000)), ID<Basket>())
        let app = try TestSite.app(.market) {
            $0.get("who") { _, context in "\(context.visitor.basket.map { [$0] } ?? []) and \(context.strayBaskets)" }
        }
        let pairs = [old, young].map { pair(cookies.setting($0)) }
        #expect(pairs[0].prefix { $0 != "=" } != pairs[1].prefix { $0 != "=" })
        for order in [[0, 1], [1, 0], [1, 0, 1]] {
            let answer = try await app.ask("/who", [.cookie: order.map { pairs[$0] }.joined(separator: "; ")])
            #expect(answer.body == "[\(old)] and [\(young)]" && answer.headers[.setCookie] == nil)
        }
    }

    @Test func `a browser that comes again is known again, and a forged cookie is taken away each time`() async throws {
        let app = try app()
        let baskets = [ID<Basket>(), ID()]
        let cookies = try baskets.map { pair(VisitorCookies(try TestSite.config(.cart)).setting($0)) }
        for _ in 0..<3 {
            for (basket, cookie) in zip(baskets, cookies) {
                #expect(try await app.ask("/who", [.cookie: cookie]).body == basket.description)
            }
            #expect(try await app.ask("/who", [.cookie: "__Secure-visitor-1234=x"]).headers[.setCookie] != nil)
            #expect(try await app.ask("/who").body == "nobody")
        }
    }

    @Test func `a cookie of another name is somebody else's`() async throws {
        for cookie in [
            "__Secure-visitor=x", "__Secure-visitors-1234=x", "visitor-1234=x", "x__Secure-visitor-1234=x", "__Secure-visitor-1234",
        ] {
            let answer = try await app().ask("/who", [.cookie: cookie])
            #expect(answer.body == "nobody" && answer.headers[.setCookie] == nil, "\(cookie)")
        }
    }

    @Test func `every changed bit of a cookie is noticed`() async throws {
        let app = try app()
        let real = Array(pair(VisitorCookies(try TestSite.config(.cart)).setting(ID())).utf8)
        for place in (real.count - 43)..<real.count {
            var changed = real
            changed[place] = changed[place] == UInt8(ascii: "q") ? UInt8(ascii: "r") : UInt8(ascii: "q")
            let answer = try await app.ask("/who", [.cookie: String(decoding: changed, as: UTF8.self)])
            #expect(answer.body == "nobody", "\(place)")
        }
    }

    @Test func `where a browser would refuse a secure cookie, a plain one is used`() throws {
        let plain = try TestSite.config(.cart, ["SITE_DOMAIN": "coop.example", "PUBLIC_ORIGIN": "http://{service}.coop.example"])
        #expect(VisitorCookies(plain).setting(ID()).value.hasPrefix("visitor-"))
        #expect(!VisitorCookies(plain).setting(ID()).value.contains("Secure"))
        #expect(SessionCookies(plain).setting(SecretToken(), for: .seconds(60)).value.hasPrefix("session="))
        let laptop = try TestSite.config(.cart)
        #expect(SessionCookies(laptop).setting(SecretToken(), for: .seconds(60)).value.hasPrefix("__Host-session="))
        #expect(!SessionCookies(laptop).setting(SecretToken(), for: .seconds(60)).value.contains("Domain"))
    }
}
