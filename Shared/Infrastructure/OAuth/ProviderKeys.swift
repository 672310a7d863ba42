import FoundationEssentials
import JWTKit

/// The keys that tokens are signed with, as the authorization server last told them. A key that is not known is asked for, at most once in a
/// while, so that made-up key ids cost nobody anything.
actor ProviderKeys {
    /// How long what was told counts: a key that was withdrawn is not believed for longer.
    static let lifetime: Duration = .seconds(600)
    /// Between two times of asking: after an answer, and after none.
    static let pause: Duration = .seconds(10)
    static let pauseAfterFailure: Duration = .seconds(1)

    private let fetch: @Sendable () async throws -> [UInt8]
    private let now: @Sendable () -> ContinuousClock.Instant
    private var keys: [String: JWTKeyCollection] = [:]
    private var freshUntil: ContinuousClock.Instant?
    private var silentUntil: ContinuousClock.Instant?
    private var flight: Task<Void, any Error>?

    init(now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }, fetch: @escaping @Sendable () async throws -> [UInt8]) {
        self.now = now
        self.fetch = fetch
    }

    /// A collection of the one key of this id. Throws ``SignInFault``: `untrusted` when the authorization server has none, `unavailable` when
    /// it cannot be asked and was not before. While it cannot be asked, what it last said still counts.
    func key(_ id: String) async throws -> JWTKeyCollection {
        if let key = keys[id], freshUntil.map({ $0 > now() }) ?? false { return key }
        if let flight = flight ?? begin() {
            do { try await flight.value } catch { if keys.isEmpty { throw error } }
        }
        guard !keys.isEmpty else { throw SignInFault.unavailable("the keys could not be had a moment ago") }
        guard let key = keys[id] else { throw SignInFault.untrusted("nothing is signed with the key \(id.prefix(100))") }
        return key
    }

    /// Asks, for all who wait; nil when that was done a moment ago.
    private func begin() -> Task<Void, any Error>? {
        guard silentUntil.map({ $0 <= now() }) ?? true else { return nil }
        let flight = Task {
            do { land(try await Self.read(await fetch())) } catch {
                land(nil)
                throw error
            }
        }
        self.flight = flight
        return flight
    }

    private func land(_ told: [String: JWTKeyCollection]?) {
        flight = nil
        silentUntil = now() + (told == nil ? Self.pauseAfterFailure : Self.pause)
        guard let told else { return }
        keys = told
        freshUntil = now() + Self.lifetime
    }

    /// Those of them that can verify RS256: RSA, of at least 2048 bits, for signatures, public. Others are left out.
    private static func read(_ json: [UInt8]) async throws -> [String: JWTKeyCollection] {
        guard let set = try? JSONDecoder().decode(KeySet.self, from: Data(json)) else {
            throw SignInFault.unavailable("the keys cannot be read")
        }
        var keys: [String: JWTKeyCollection] = [:]
        for key in set.keys {
            guard let key, key.kty == "RSA", key.use ?? "sig" == "sig", key.alg ?? "RS256" == "RS256", let id = key.kid,
                let modulus = key.n,
                let exponent = key.e, let rsa = try? Insecure.RSA.PublicKey(modulus: modulus, exponent: exponent)
            else { continue }
            keys[id] = await JWTKeyCollection().add(rsa: rsa, digestAlgorithm: .sha256)
        }
        return keys
    }

    /// RFC 7517, section 5, and RFC 7518, section 6.3.1. A member that is of another shape is no key.
    private struct KeySet: Decodable {
        struct Key: Decodable {
            let kty: String
            let kid, use, alg, n, e: String?
        }
        private struct Lenient: Decodable {
            let key: Key?
            init(from decoder: any Decoder) throws { key = try? Key(from: decoder) }
        }
        let keys: [Key?]
        init(from decoder: any Decoder) throws {
            enum Name: String, CodingKey { case keys }
            keys = try decoder.container(keyedBy: Name.self).decode([Lenient].self, forKey: .keys).map(\.key)
        }
    }
}
