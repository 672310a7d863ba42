import Foundation
import HTTPTypes
import Shared
import Support
import Testing

@testable import SharedInfrastructure

/// What a browser keeps of a sign-in that is under way.
@Suite struct PendingLoginTests {
    private let now = Date(timeIntervalSince1970: 1_800_000_000)

    private func logins(_ service: ServiceName = .blog, secret: String? = nil, isSecure: Bool = true) throws -> PendingLogins {
        let config = try TestSite.config(service, secret.map { ["CLIENT_SECRET": $0] } ?? [:])
        return PendingLogins(try #require(OAuthClient(config)), isSecureContext: isSecure)
    }

    private func headers(_ cookie: HTTPField) -> HTTPFields { [.cookie: String(cookie.value.prefix { $0 != ";" })] }

    @Test func `what is sealed is read back, for ten minutes, by the service that sealed it`() throws {
        let login = PendingLogin(next: try #require(LocalPath("/page?a=%C3%A9")), isSilent: true, at: now)
        let cookie = try logins().setting(login)
        #expect(try logins().find(login.state, in: headers(cookie), at: now + 600) == login)
        #expect(try logins().find(login.state, in: headers(cookie), at: now + 601) == nil)
        #expect(try logins(.market).find(login.state, in: headers(cookie), at: now) == nil)
        #expect(try logins(secret: String(repeating: "x", count: 32)).find(login.state, in: headers(cookie), at: now) == nil)
        #expect(try logins().find(SecretToken(), in: headers(cookie), at: now) == nil)
        // Nothing of it can be read, and the same is never sealed alike.
        for secret in [login.state, login.verifier, login.nonce] { #expect(!cookie.value.dropFirst(22).contains(secret.text)) }
        #expect(try logins().setting(login) != cookie)
        #expect(cookie.value.utf8.count < 2000)
    }

    @Test func `a state that only begins alike is another`() throws {
        let login = PendingLogin(next: .front, isSilent: false, at: now)
        let cookie = try logins().setting(login)
        var bytes = login.state.bytes
        bytes[31] ^= 1
        #expect(try logins().find(#require(SecretToken(bytes: bytes)), in: headers(cookie), at: now) == nil)
    }

    @Test func `each bit of it counts`() throws {
        let login = PendingLogin(next: .front, isSilent: false, at: now)
        let (name, value) = try { cookie in (cookie.prefix { $0 != "=" }, cookie.drop { $0 != "=" }.dropFirst().prefix { $0 != ";" }) }(
            logins().setting(login).value)
        let bytes = try #require(Base64URL.decode(String(value)))
        for index in bytes.indices {
            var changed = bytes
            changed[index] ^= 1
            #expect(try logins().find(login.state, in: [.cookie: "\(name)=\(Base64URL.encode(changed))"], at: now) == nil)
        }
        for length in [0, 1, 27, bytes.count - 1] {
            #expect(try logins().find(login.state, in: [.cookie: "\(name)=\(Base64URL.encode(bytes.prefix(length)))"], at: now) == nil)
        }
    }

    @Test func `where a browser would refuse the prefix there is a plain name`() throws {
        let login = PendingLogin(next: .front, isSilent: false, at: now)
        let cookie = try logins(isSecure: false).setting(login).value
        #expect(cookie.hasPrefix("login-") && !cookie.contains("Secure"))
    }

    @Test func `its bytes are read back, and others are none`() throws {
        let login = PendingLogin(next: try #require(LocalPath("/page")), isSilent: false, at: now)
        #expect(PendingLogin(bytes: login.bytes) == login)
        #expect(PendingLogin(bytes: []) == nil && PendingLogin(bytes: Array(login.bytes.prefix(106))) == nil)
        var other = login.bytes
        other[0] = 2
        #expect(PendingLogin(bytes: other) == nil)
        #expect(PendingLogin(bytes: Array(login.bytes.prefix(106)) + Array("//evil.example".utf8)) == nil)
    }

    @Test func `the challenge is the one of RFC 7636`() {
        #expect(
            AuthorizationRequest.challenge(of: "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")
                == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")
    }
}
