import FoundationEssentials
import JWTKit
import Shared
import SharedHTML
import SharedInfrastructure

/// The signing keys as this process knows them, at most a minute old: a key that another process has turned meanwhile is still published, and so
/// is what it signs.
actor KeyRing {
    private static let freshness = Duration.seconds(60)

    private let keys: any SigningKeys
    private let transactions: any Transactions
    private let issuer: Issuer
    private var known: (ring: Ring, at: ContinuousClock.Instant)?

    init(_ keys: any SigningKeys, in transactions: any Transactions, issuer: Issuer) {
        self.keys = keys
        self.transactions = transactions
        self.issuer = issuer
    }

    /// Keys that have been read.
    private struct Ring: Sendable {
        let collection: JWTKeyCollection
        let current: JWKIdentifier
        let ids: Set<String>
        let published: JSON
    }

    /// Signed with the current key.
    func sign<C: Claims>(_ claims: C) async throws -> String {
        let ring = try await ring()
        return try await ring.collection.sign(claims, kid: ring.current, header: ["alg": "RS256", "typ": .string(C.type)])
    }

    /// What `token` says. Nil unless we signed it as a token of this kind; `moment` nil takes one that has run out too.
    func verify<C: Claims>(_ token: String, as: C.Type, at moment: Date?) async throws -> C? {
        guard token.utf8.count < 8000, let header = try? DefaultJWTParser().parse(Array(token.utf8), as: C.self).header,
            header.typ == C.type, header.alg == "RS256", header.crit == nil, let id = header.kid
        else { return nil }
        let ring = try await ring()
        // A key collection that does not know the name would try the first of its keys.
        guard ring.ids.contains(id), let claims = try? await ring.collection.verify(token, as: C.self) else { return nil }
        guard claims.issuer == issuer.description else { return nil }
        if let moment, moment.timeIntervalSince1970 >= Double(claims.expiresAt) { return nil }
        return claims
    }

    /// The public keys, as a JWK Set (RFC 7517, section 5).
    func published() async throws -> JSON { try await ring().published }

    private func ring() async throws -> Ring {
        if let known, known.at + Self.freshness > .now { return known.ring }
        let ring = try await read()
        known = (ring, .now)
        return ring
    }

    private func read() async throws -> Ring {
        var read = try await keys.keys()
        if read.first?.status != .current {
            _ = try await transactions.run { (transaction: borrowing Transaction) in try await keys.complete(at: Date(), in: transaction) }
            read = try await keys.keys()
        }
        guard let current = read.first, current.status == .current else { throw KeyRingError.noKey }
        let collection = JWTKeyCollection()
        var published: [JSON] = []
        for key in read {
            let pair = try RSAKeyPair(key.privateKey)
            await collection.add(rsa: pair.signing, digestAlgorithm: .sha256, kid: JWKIdentifier(string: key.id))
            published.append([
                "kty": "RSA", "use": "sig", "alg": "RS256", "kid": .string(key.id), "n": .string(pair.modulus), "e": .string(pair.exponent),
            ])
        }
        return Ring(
            collection: collection, current: JWKIdentifier(string: current.id), ids: Set(read.map(\.id)),
            published: ["keys": .array(published)])
    }
}

enum KeyRingError: Error {
    case noKey
}
