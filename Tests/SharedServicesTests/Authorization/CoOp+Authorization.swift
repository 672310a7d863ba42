import FoundationEssentials
import Shared
import SharedPostgres
import SharedServices

/// A program of somebody else's that Maya lets know who she is, on her laptop.
struct Ally {
    let coOp: CoOp
    let device: Device
    let id: ClientID
    let redirect: CallbackAddress
    /// RFC 7636, appendix B.
    static let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    static let challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"

    /// Grants, and answers the code.
    func code(_ scopes: Set<Scope> = [.openid, .offlineAccess], at moment: Date) async throws -> SecretToken {
        guard let challenge = CodeChallenge(Self.challenge) else { throw NoSlug(text: Self.challenge) }
        return try await coOp.inTransaction { (transaction: borrowing Transaction) in
            try await coOp.grants.grant(
                NewGrant(client: id, device: device, scopes: scopes, nonce: "n-1", redirect: redirect, challenge: challenge), at: moment,
                in: transaction)
        }
    }

    func redeem(
        _ code: SecretToken, at moment: Date, by client: ClientID? = nil, redirect: String? = nil, verifier: String = Self.verifier
    ) async throws -> Redemption {
        guard let verifier = CodeVerifier(verifier) else { throw NoSlug(text: verifier) }
        let proof = CodeProof(client: client ?? id, redirect: redirect ?? self.redirect.description, verifier: verifier)
        return try await coOp.inTransaction { (transaction: borrowing Transaction) in
            try await coOp.grants.redeem(code, proof, at: moment, in: transaction)
        }
    }

    func refresh(_ token: SecretToken, at moment: Date, by client: ClientID? = nil) async throws -> Redemption {
        try await coOp.inTransaction { (transaction: borrowing Transaction) in
            try await coOp.grants.refresh(token, by: client ?? id, at: moment, in: transaction)
        }
    }

    /// A grant with its first refresh token.
    func begin(at moment: Date) async throws -> (grant: Grant, token: SecretToken) {
        guard case .granted(let grant, let token?) = try await redeem(code(at: moment), at: moment) else { throw NoSlug(text: "no token") }
        return (grant, token)
    }
}

extension Redemption {
    var token: SecretToken? { if case .granted(_, let token) = self { token } else { nil } }
    var isReuse: Bool { if case .reused = self { true } else { false } }
}

/// Runs `body` with a client, and Maya signed in.
func withAlly(at moment: Date, _ body: (Ally) async throws -> Void) async throws {
    try await withCoOp { coOp async throws in
        let maya = try await coOp.register("maya", "maya@example.org")
        let device = try await coOp.signIn(maya.id, at: moment)
        guard let id = ClientID("ally"), let redirect = CallbackAddress("https://ally.example/cb?x=1") else { throw NoSlug(text: "ally") }
        try await body(Ally(coOp: coOp, device: device, id: id, redirect: redirect))
    }
}

/// A client of that id, as an operator registers it.
func registered(_ id: String, redirect: String = "https://ally.example/cb", logout: String? = nil) throws -> Client {
    guard let id = ClientID(id), let redirect = CallbackAddress(redirect) else { throw NoSlug(text: id) }
    return Client(
        id: id, kind: .thirdParty, name: "An ally", secretHash: [UInt8](repeating: 1, count: 32), redirects: [redirect],
        postLogoutRedirects: [], logoutAddress: logout)
}
