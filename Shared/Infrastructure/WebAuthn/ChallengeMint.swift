import Crypto
package import FoundationEssentials
package import Shared

/// Makes challenges that prove themselves: 256 random bits, until when they may be answered, and an HMAC-SHA256 over both, the browser, the
/// ceremony and the person. So nothing is stored until one is answered; who asks for thousands costs nothing.
package struct ChallengeMint: Sendable {
    /// What a challenge may be answered with.
    package enum Purpose: Sendable, Equatable {
        /// A new passkey of this person.
        case registration(ID<Person>)
        case authentication

        fileprivate var text: String {
            switch self {
            case .registration(let person): "registration:\(person)"
            case .authentication: "authentication"
            }
        }
    }

    package static let lifetime: Duration = .seconds(300)
    private static let randomLength = 32
    private static let length = randomLength + 8 + SHA256.byteCount
    private let key: SymmetricKey

    /// - Parameter secret: federation's own; the key is derived from it.
    package init(_ secret: Secret) {
        key = HKDF<SHA256>.deriveKey(
            inputKeyMaterial: SymmetricKey(data: secret.bytes), info: Array("passkey challenges".utf8), outputByteCount: 32)
    }

    /// A new one, which only the browser that holds `browser` can have answered.
    package func challenge(for purpose: Purpose, _ browser: SecretToken, at moment: Date) -> [UInt8] {
        let end = UInt64(max(0, moment.timeIntervalSince1970)) + UInt64(Self.lifetime.components.seconds)
        let body = SecretToken().bytes + (0..<8).map { UInt8(truncatingIfNeeded: end >> UInt64(56 - 8 * $0)) }
        return body + HMAC<SHA256>.authenticationCode(for: Self.message(body, purpose, browser), using: key)
    }

    /// The challenge that `answer` answers, if it is ours, for `purpose` and this browser. Throws ``CeremonyFault/challenge`` and
    /// ``CeremonyFault/expired``.
    package func challenge(
        answeredBy answer: RegistrationAnswer, for purpose: Purpose, _ browser: SecretToken, at moment: Date
    ) throws(CeremonyFault) -> AnsweredChallenge {
        try check(ClientData(answer.clientData).challenge, for: purpose, browser, at: moment)
    }

    package func challenge(
        answeredBy answer: AuthenticationAnswer, for purpose: Purpose, _ browser: SecretToken, at moment: Date
    ) throws(CeremonyFault) -> AnsweredChallenge {
        try check(ClientData(answer.clientData).challenge, for: purpose, browser, at: moment)
    }

    func check(
        _ challenge: [UInt8], for purpose: Purpose, _ browser: SecretToken, at moment: Date
    ) throws(CeremonyFault) -> AnsweredChallenge {
        guard challenge.count == Self.length else { throw .challenge }
        let (body, code) = (challenge[..<(Self.randomLength + 8)], challenge[(Self.randomLength + 8)...])
        // `isValidAuthenticationCode` takes the same time wherever they differ.
        guard HMAC<SHA256>.isValidAuthenticationCode(Array(code), authenticating: Self.message(Array(body), purpose, browser), using: key)
        else { throw .challenge }
        let end = Date(timeIntervalSince1970: Double(body[Self.randomLength...].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }))
        guard moment < end else { throw .expired }
        return AnsweredChallenge(bytes: challenge, hash: Array(SHA256.hash(data: challenge)), end: end)
    }

    private static func message(_ body: [UInt8], _ purpose: Purpose, _ browser: SecretToken) -> [UInt8] {
        body + SHA256.hash(data: browser.bytes) + Array(purpose.text.utf8)
    }
}

/// A challenge of ours that somebody answers, in time. Whether for the first time is to be asked yet.
package struct AnsweredChallenge: Sendable {
    package let bytes: [UInt8]
    /// Its SHA-256, by which it is remembered that it was answered.
    package let hash: [UInt8]
    /// Until when that has to be remembered.
    package let end: Date
}
