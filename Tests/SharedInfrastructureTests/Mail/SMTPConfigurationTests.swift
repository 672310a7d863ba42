import Shared
import Support
import Testing

@testable import SharedInfrastructure

@Suite struct SMTPConfigurationTests {
    @Test func `an address says where, how and as whom`() throws {
        let relay = try SMTPConfiguration("smtp://post%40rose-ash.com:a%2Fb%3Ac%20d@mail.example.org", allowingPlain: false)
        #expect(relay.host == "mail.example.org" && relay.port == 587 && relay.encryption == .startTLS)
        #expect(relay.credentials?.user == "post@rose-ash.com" && relay.credentials?.password.text == "a/b:c d")
        let implicit = try SMTPConfiguration("smtps://mail.example.org:4465/", allowingPlain: false)
        #expect(implicit.port == 4465 && implicit.encryption == .implicit && implicit.credentials == nil)
        #expect(try SMTPConfiguration("smtp://[2001:db8::1]", allowingPlain: false).host == "2001:db8::1")
    }

    @Test(arguments: ["127.0.0.1", "127.8.8.8", "localhost", "[::1]"])
    func `without TLS, mail goes to a relay on this machine`(host: String) throws {
        #expect(try SMTPConfiguration("smtp+plain://\(host):2525", allowingPlain: false).encryption == .none)
    }

    @Test(
        arguments: [
            ("", .scheme), ("mail.example.org", .scheme), ("http://mail.example.org", .scheme), ("smtp://", .host), ("smtp:mail", .host),
            ("smtp://mail:0", .port), ("smtp://mail:70000", .port), ("smtp://mail/inbox", .path), ("smtp://mail?tls=no", .path),
            ("smtp://user@mail", .credentials), ("smtp://:word@mail", .credentials), ("smtp://u%00:p@mail", .credentials),
            ("smtp+plain://127.0.0.1.example.org", .plainToElsewhere), ("smtp+plain://mail.example.org", .plainToElsewhere),
            ("smtp+plain://user:word@127.0.0.1", .credentialsInTheClear),
        ] as [(String, SMTPAddressError)])
    func `an address that is none is refused, and why is said`(address: String, why: SMTPAddressError) {
        #expect(throws: why) { try SMTPConfiguration(address, allowingPlain: false) }
    }

    @Test func `in development a relay without TLS may be anywhere, but has no password`() throws {
        #expect(try SMTPConfiguration("smtp+plain://mail:1025", allowingPlain: true).host == "mail")
        #expect(throws: SMTPAddressError.credentialsInTheClear) { try SMTPConfiguration("smtp+plain://u:p@mail:1025", allowingPlain: true) }
    }

    @Test func `a password is shown nowhere`() throws {
        let relay = try SMTPConfiguration("smtp://site:hunter2@mail.example.org", allowingPlain: false)
        var dumped = ""
        dump(relay, to: &dumped)
        #expect(
            !"\(relay) \(dumped) \(String(reflecting: relay.credentials))".contains("hunter2")
                && "\(relay)" == "smtp://mail.example.org:587")
    }

    private static let production: [String: String?] = [
        "ENVIRONMENT": "production", "SITE_DOMAIN": "rose-ash.com", "PUBLIC_ORIGIN": "https://{service}.rose-ash.com",
        "FRAGMENT_KEY": String(repeating: "f", count: 64), "VISITOR_KEY": String(repeating: "v", count: 64), "STATIC_ROOT": "/app/static",
        "PICTURES_ROOT": "/pictures", "CLIENT_SECRET": secret, "IDENTITY_KEY": secret,
        "CLIENT_SECRET_BLOG": secret, "CLIENT_SECRET_MARKET": secret, "CLIENT_SECRET_CART": secret, "CLIENT_SECRET_EVENTS": secret,
        "CLIENT_SECRET_ACCOUNT": secret, "TRUSTED_PROXIES": "10.0.0.0/8",
    ]
    private static let secret = String(repeating: "s", count: 64)

    private func faults(_ changes: [String: String?], of service: ServiceName = .federation) -> [String: String] {
        do {
            _ = try TestSite.config(service, Self.production.merging(changes) { $1 })
            return [:]
        } catch let error as ConfigError {
            return Dictionary(error.problems.map { ($0.key, $0.fault) }) { $0 + ", " + $1 }
        } catch { return ["": "\(error)"] }
    }

    @Test func `in production the service that sends mail has to know where and from whom, and the others do not`() throws {
        #expect(faults([:])["SMTP_URL"] == "is missing")
        #expect(faults(["SMTP_URL": "smtp://mail.example.org"]) == ["MAIL_FROM": "is missing"])
        #expect(
            faults(["SMTP_URL": "smtp://mail.example.org", "MAIL_FROM": "nobody"])["MAIL_FROM"]?.hasPrefix("is not an address") == true)
        #expect(
            faults(["SMTP_URL": "smtp+plain://mail.example.org", "MAIL_FROM": "a@b.example"])["SMTP_URL"]?.hasPrefix("is refused") == true)
        #expect(faults([:], of: .account).isEmpty)
        let given = ["SMTP_URL": "smtp://mail.example.org", "MAIL_FROM": "Rose Ash <post@rose-ash.com>", "SMTP_TRUST": "/etc/relay.pem"]
        let mail = try #require(try TestSite.config(.federation, Self.production.merging(given) { $1 }).mail)
        #expect(mail.relay.greetingName == "federation.rose-ash.com" && mail.relay.trust == .file("/etc/relay.pem"))
        #expect(mail.sender.description == "Rose Ash <post@rose-ash.com>")
    }

    @Test func `in development mail waits until a relay is said, and is from the site`() throws {
        #expect(try TestSite.config(.federation).mail == nil)
        let mail = try #require(try TestSite.config(.federation, ["SMTP_URL": "smtp+plain://127.0.0.1:2525"]).mail)
        #expect(mail.sender.description == "Rose Ash <post@rose-ash.localhost>")
        #expect(try TestSite.config(.blog, ["SMTP_URL": "nonsense"]).mail == nil)
    }

    @Test(arguments: [
        ("mail.example.org", "mail.example.org", true), ("Mail.example.org", "mail.EXAMPLE.org", true),
        ("mail.example.org", "*.example.org", true),
        ("a.mail.example.org", "*.example.org", false), ("example.org", "*.example.org", false), ("example.org", "*.org", false),
        ("mail.example.org", "*ail.example.org", false), ("mail.example.org", "example.org", false), ("mail", "*", false),
        ("mail", "*.", false),
        (".example.org", "*.example.org", false), ("mail.example.org.evil.test", "*.example.org", false),
    ])
    func `a certificate names a host by its name, or with one star`(host: String, pattern: String, isNamed: Bool) {
        #expect(SMTPEncryption.matches(host, pattern) == isNamed)
    }

    @Test func `certificates that cannot be read are named`() throws {
        var relay = SMTPConfiguration(host: "localhost", port: 465, encryption: .implicit)
        relay.trust = .file("/nowhere.pem")
        let error = #expect(throws: SMTPTrustError.self) { try SMTPClient(relay) }
        #expect(error?.description.contains("/nowhere.pem") == true)
    }
}
