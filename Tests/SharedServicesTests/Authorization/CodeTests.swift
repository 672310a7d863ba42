import FoundationEssentials
import Shared
import SharedPostgres
import SharedServices
import Testing

@Suite struct CodeTests {
    private let now = Date(timeIntervalSince1970: 1_800_000_000)

    @Test func `the example of RFC 7636 is a verifier and its challenge`() throws {
        let verifier = try #require(CodeVerifier(Ally.verifier))
        #expect(verifier.challenge == Ally.challenge && CodeChallenge(Ally.challenge) != nil)
        #expect(CodeVerifier(String(repeating: "a", count: 43)) != nil && CodeVerifier(String(repeating: "~", count: 128)) != nil)
        for text in [String(repeating: "a", count: 42), String(repeating: "a", count: 129), String(repeating: "+", count: 43), ""] {
            #expect(CodeVerifier(text) == nil)
        }
        for text in [Ally.challenge + "=", String(Ally.challenge.dropLast()), Ally.challenge.replacing("-", with: "+")] {
            #expect(CodeChallenge(text) == nil)
        }
    }

    @Test func `a code gives what was let, once, and only its hash is stored`() async throws {
        try await withAlly(at: now) { ally async throws in
            let code = try await ally.code(at: now)
            let rows = try await ally.coOp.database.query("select code_hash, to_jsonb(c)::text as all from oauth.codes c")
            let (hash, all): ([UInt8]?, String?) = (try rows.first?["code_hash"], try rows.first?["all"])
            #expect(hash == code.hash && all?.contains(code.text) == false)
            guard case .granted(let grant, let token?) = try await ally.redeem(code, at: now + 59) else {
                Issue.record("it gave nothing")
                return
            }
            #expect(grant.client == ally.id && grant.person == ally.device.person && grant.device == ally.device.id)
            #expect(grant.scopes == [.openid, .offlineAccess] && grant.nonce == "n-1" && grant.provedAt == now && grant.method == .mail)
            #expect(try await ally.coOp.grants.grant(grant.id) == grant)
            #expect(try await ally.coOp.grants.find(token)?.grant == grant)
        }
    }

    @Test func `without offline access there is no refresh token`() async throws {
        try await withAlly(at: now) { ally async throws in
            let redemption = try await ally.redeem(ally.code([.openid, .email], at: now), at: now)
            guard case .granted(_, nil) = redemption else {
                Issue.record("\(redemption)")
                return
            }
        }
    }

    @Test func `a code is refused too late, and with another address or verifier, and is used up by it`() async throws {
        try await withAlly(at: now) { ally async throws in
            let late = try await ally.code(at: now)
            #expect(try await ally.redeem(late, at: now + 60) == .refused)
            let elsewhere = try await ally.code(at: now)
            #expect(try await ally.redeem(elsewhere, at: now, redirect: "https://ally.example/cb?x=1&") == .refused)
            let other = try await ally.code(at: now)
            #expect(try await ally.redeem(other, at: now, verifier: String(repeating: "a", count: 43)) == .refused)
            for code in [late, elsewhere, other] { #expect(try await ally.redeem(code, at: now + 1) == .refused) }
            #expect(try await ally.redeem(SecretToken(), at: now) == .refused)
        }
    }

    @Test func `another client's showing of a code does nothing to it`() async throws {
        try await withAlly(at: now) { ally async throws in
            let code = try await ally.code(at: now)
            #expect(try await ally.redeem(code, at: now, by: ClientID(.blog)) == .refused)
            #expect(try await ally.redeem(code, at: now).token != nil)
            #expect(try await ally.redeem(code, at: now, by: ClientID(.blog)) == .refused)
        }
    }

    @Test func `a second use ends what the first gave`() async throws {
        try await withAlly(at: now) { ally async throws in
            let code = try await ally.code(at: now)
            guard case .granted(let grant, let token?) = try await ally.redeem(code, at: now) else {
                Issue.record("it gave nothing")
                return
            }
            #expect(try await ally.redeem(code, at: now + 86_400) == .reused(grant))
            #expect(try await ally.coOp.grants.grant(grant.id) == nil)
            #expect(try await ally.refresh(token, at: now + 86_400) == .refused)
            #expect(try await ally.redeem(code, at: now + 86_401) == .refused)
        }
    }

    @Test func `of twenty that show a code at once one is first, and the second use ends what it gave`() async throws {
        try await withAlly(at: now) { ally async throws in
            let code = try await ally.code(at: now)
            let redemptions = try await withThrowingTaskGroup(of: Redemption.self) { group in
                for _ in 0..<20 { group.addTask { try await ally.redeem(code, at: now) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            let tokens = redemptions.compactMap(\.token)
            #expect(tokens.count == 1)
            // One of the others ended it; to the rest it had ended already.
            #expect(redemptions.filter(\.isReuse).count == 1)
            #expect(redemptions.filter { $0 == .refused }.count == 18)
            #expect(try await ally.refresh(#require(tokens.first), at: now) == .refused)
        }
    }
}
