import FoundationEssentials
import Shared
import SharedInfrastructure
import Support
import Testing

@Suite struct AppConfigTests {
    private static let production: [String: String?] = [
        "ENVIRONMENT": "production", "SITE_DOMAIN": "rose-ash.com", "PUBLIC_ORIGIN": "https://{service}.rose-ash.com",
        "FRAGMENT_KEY": String(repeating: "f", count: 64), "VISITOR_KEY": String(repeating: "v", count: 64), "STATIC_ROOT": "/app/static",
        "PICTURES_ROOT": "/pictures", "CLIENT_SECRET": String(repeating: "c", count: 64),
        "DATABASE_URL": "postgresql://rose_ash:secret@db/rose_ash", "TRUSTED_PROXIES": "10.0.0.0/8",
    ]

    private func problems(_ changes: [String: String?], _ base: [String: String?] = production) -> [String: String] {
        do {
            _ = try TestSite.config(.blog, base.merging(changes) { $1 })
            return [:]
        } catch let error as ConfigError {
            return Dictionary(error.problems.map { ($0.key, $0.fault) }) { $0 + ", " + $1 }
        } catch {
            return ["": "\(error)"]
        }
    }

    @Test func `all that is missing is named at once, with an example of each`() throws {
        let error = #expect(throws: ConfigError.self) { try AppConfig(.cart, environment: [:]) }
        let keys = Set(try #require(error).problems.map(\.key))
        let expected: Set = [
            "SITE_DOMAIN", "INTERNAL_ORIGIN_BLOG", "INTERNAL_ORIGIN_CART", "PUBLIC_LISTEN", "INTERNAL_LISTEN", "DATABASE_URL",
            "FRAGMENT_KEY", "VISITOR_KEY", "CLIENT_SECRET", "STATIC_ROOT", "PICTURES_ROOT", "TRUSTED_PROXIES",
        ]
        #expect(expected.isSubset(of: keys))
        let line = try #require(error).description
        #expect(line.contains("DATABASE_URL is missing (for example DATABASE_URL=postgresql://rose_ash:…@db:5432/rose_ash)"))
        #expect(!line.contains("\n"))
    }

    @Test func `a complete configuration is read`() throws {
        let config = try TestSite.config(.cart, Self.production.merging(["REDIS_URL": "redis://redis:6379"]) { $1 })
        #expect(config.publicOrigin.description == "https://cart.rose-ash.com")
        #expect(config.internalOrigins[.events].description == "http://events:9000")
        #expect(config.isProduction && config.logFormat == .json && config.redis != nil)
    }

    @Test func `the address of one service may differ from the others'`() throws {
        let config = try TestSite.config(.blog, ["INTERNAL_ORIGIN_CART": "http://127.0.0.1:9103"])
        #expect(config.internalOrigins[.cart].description == "http://127.0.0.1:9103")
        #expect(config.internalOrigins[.blog].description == "http://blog:9000")
    }

    @Test func `production refuses development keys, short keys and none`() {
        #expect(problems([:]).isEmpty)
        #expect(problems(["FRAGMENT_KEY": DevelopmentKeys.fragment])["FRAGMENT_KEY"] == "is the development value")
        #expect(problems(["VISITOR_KEY": "short"])["VISITOR_KEY"] == "is not a secret of at least 32 bytes")
        #expect(problems(["VISITOR_KEY": String?.none])["VISITOR_KEY"] == "is missing")
        #expect(problems(["VISITOR_KEY": ""])["VISITOR_KEY"] == "is missing")
    }

    @Test func `production has to say which proxies it trusts; development trusts its own machine`() throws {
        for missing in [String?.none, ""] { #expect(problems(["TRUSTED_PROXIES": missing]) == ["TRUSTED_PROXIES": "is missing"]) }
        let error = #expect(throws: ConfigError.self) { try AppConfig(.cart, environment: [:]) }
        #expect(error?.description.contains("TRUSTED_PROXIES is missing (for example TRUSTED_PROXIES=127.0.0.1 10.0.0.0/8)") == true)
        #expect(try TestSite.config().trustedProxies == AddressRange.list("127.0.0.0/8 ::1"))
    }

    @Test func `federation holds the secrets of the other five, and a key of its own`() throws {
        let error = #expect(throws: ConfigError.self) { try AppConfig(.federation, environment: [:]) }
        let keys = Set(try #require(error).problems.map(\.key))
        #expect(keys.isSuperset(of: ["IDENTITY_KEY", "CLIENT_SECRET_BLOG", "CLIENT_SECRET_ACCOUNT"]) && !keys.contains("CLIENT_SECRET"))
        let issuer = try #require(TestSite.config(.federation).issuer)
        #expect(Set(issuer.clients.keys) == Set(ServiceName.clients) && issuer.clients.count == 5)
        #expect(try TestSite.config(.cart).clientSecret == issuer.clients[.cart])
    }

    @Test func `how often somebody may begin to sign in is federation's to be told`() throws {
        let told = try TestSite.config(.federation, ["SIGN_INS_PER_ADDRESS": "7", "SIGN_INS_PER_NETWORK": "70"]).issuer?.signIns
        #expect(told?.perAddress == 7 && told?.perNetwork == 70)
        #expect(try TestSite.config(.federation).issuer?.signIns.perAddress == 5)
        let error = #expect(throws: ConfigError.self) { try TestSite.config(.federation, ["SIGN_INS_PER_ADDRESS": "0"]) }
        #expect(error?.problems.map(\.key) == ["SIGN_INS_PER_ADDRESS"])
    }

    @Test func `six services of one environment each find their own secret in it`() throws {
        let secret = String(repeating: "s", count: 40)
        #expect(try TestSite.config(.cart, ["CLIENT_SECRET_CART": secret]).clientSecret == Secret(secret))
        #expect(try TestSite.config(.federation, ["CLIENT_SECRET_CART": secret]).issuer?.clients[.cart] == Secret(secret))
        #expect(problems(["CLIENT_SECRET": DevelopmentKeys.client(.blog)])["CLIENT_SECRET"] == "is the development value")
    }

    @Test func `development starts with keys of its own`() throws {
        #expect(try TestSite.config().fragmentKey == Secret(DevelopmentKeys.fragment))
    }

    @Test(arguments: [
        ("PUBLIC_ORIGIN", "https://rose-ash.com"), ("PUBLIC_ORIGIN", "ftp://{service}.rose-ash.com"),
        ("PUBLIC_ORIGIN", "https://{service}.rose-ash.com/shop"), ("INTERNAL_ORIGIN", "{service}:9000"), ("PUBLIC_LISTEN", "8000"),
        ("PUBLIC_LISTEN", "0.0.0.0:70000"), ("INTERNAL_LISTEN", "::1:9000"), ("DATABASE_URL", "mysql://db/x"),
        ("DATABASE_URL", "postgresql://"),
        ("REDIS_URL", "http://redis"), ("ENVIRONMENT", "staging"), ("LOG_LEVEL", "loud"), ("LOG_FORMAT", "xml"), ("REPLICAS", "0"),
        ("REPLICAS", "many"), ("SHUTDOWN_LIMIT_SECONDS", "0"), ("SITE_DOMAIN", "https://rose-ash.com"), ("BUILD", "a b"),
        ("RUN_MIGRATIONS", "yes"), ("TRUSTED_PROXIES", "localhost"), ("TRUSTED_PROXIES", "10.0.0.0/33"),
    ])
    func `a malformed value is refused by its key's name`(key: String, value: String) {
        let named = problems([key: value]).keys
        #expect(named.contains { $0.hasPrefix(key) }, "\(named)")
    }

    @Test func `no message shows what was set`() {
        let secret = "hunter2-hunter2"
        do {
            _ = try TestSite.config(
                .blog, ["DATABASE_URL": "postgresql://rose:\(secret)@db:port/x", "VISITOR_KEY": secret, "REDIS_URL": "x://\(secret)"])
            Issue.record("it was taken")
        } catch {
            #expect(!"\(error)".contains(secret))
        }
    }

    @Test func `a secret may stand in a file, without the line break at its end`() throws {
        let path = temporaryPath("key")
        let key = String(repeating: "k", count: 40)
        try Data("\(key)\n".utf8).write(to: URL(filePath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        #expect(try TestSite.config(.blog, ["FRAGMENT_KEY_FILE": path]).fragmentKey == Secret(key))
        #expect(
            problems(["FRAGMENT_KEY": String?.none, "FRAGMENT_KEY_FILE": "/nowhere"])["FRAGMENT_KEY_FILE"]
                == "names a file that cannot be read as text")
        #expect(problems(["FRAGMENT_KEY_FILE": path])["FRAGMENT_KEY"]?.hasPrefix("is set twice") == true)
    }

    @Test func `a secret never prints itself`() {
        let secret = Secret("hunter2-hunter2-hunter2")
        var dumped = ""
        dump(secret, to: &dumped)
        #expect("\(secret) \(String(reflecting: secret)) \(dumped)".contains("hunter2") == false)
    }
}
