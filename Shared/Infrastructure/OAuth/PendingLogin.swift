import FoundationEssentials
import Shared

/// A sign-in that has begun and has not come back. It is kept in the browser that began it, sealed, and nowhere else.
struct PendingLogin: Sendable, Equatable {
    /// How long somebody may take over it.
    static let lifetime: Int64 = 600
    /// Bytes that the way back may have, so that a browser keeps the cookie (RFC 6265, section 6.1: 4096) and several fit into a header.
    static let nextLimit = 1000

    /// Ties the answer to this browser (RFC 6749, section 10.12).
    let state: SecretToken
    /// Proves to the token endpoint that it was us who asked (RFC 7636).
    let verifier: SecretToken
    /// Ties the ID token to this sign-in (OpenID Connect Core 1.0, section 3.1.2.1).
    let nonce: SecretToken
    /// Where to go on to.
    let next: LocalPath
    /// Whether it was begun without anybody having asked for it.
    let isSilent: Bool
    /// In seconds since 1970.
    let begunAt: Int64

    init(next: LocalPath, isSilent: Bool, at moment: Date) {
        (state, verifier, nonce) = (SecretToken(), SecretToken(), SecretToken())
        self.next = next.shortened(to: Self.nextLimit)
        self.isSilent = isSilent
        begunAt = Int64(moment.timeIntervalSince1970)
    }

    func isOver(at moment: Date) -> Bool { Int64(moment.timeIntervalSince1970) - begunAt > Self.lifetime }

    // Its bytes: a version, a flag, the time, three tokens, and the path until the end.

    private static let version: UInt8 = 1
    private static let headLength = 2 + 8 + 3 * SecretToken.length

    var bytes: [UInt8] {
        [Self.version, isSilent ? 1 : 0] + (0..<8).map { UInt8(truncatingIfNeeded: begunAt >> (56 - 8 * $0)) } + state.bytes
            + verifier.bytes
            + nonce.bytes + Array(next.description.utf8)
    }

    /// Nil for anything that ``bytes`` does not write.
    init?(bytes: [UInt8]) {
        guard bytes.count > Self.headLength, bytes[0] == Self.version, bytes[1] <= 1 else { return nil }
        func token(_ number: Int) -> SecretToken? {
            let start = 10 + number * SecretToken.length
            return SecretToken(bytes: Array(bytes[start..<start + SecretToken.length]))
        }
        guard let state = token(0), let verifier = token(1), let nonce = token(2),
            let text = String(validating: bytes[Self.headLength...], as: UTF8.self), let next = LocalPath(text)
        else { return nil }
        (self.state, self.verifier, self.nonce, self.next) = (state, verifier, nonce, next)
        isSilent = bytes[1] == 1
        begunAt = bytes[2..<10].reduce(0) { $0 << 8 | Int64($1) }
    }
}
