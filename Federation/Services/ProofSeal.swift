import Crypto
import FoundationEssentials
import Shared
import SharedInfrastructure

/// Notes in the address of a client's question when somebody was asked to prove who they are, so that nobody skips that by changing the address.
/// The note is the time and an HMAC-SHA256 over it and the question: it is made by us, and is good for no other question (decision record 0041).
struct ProofSeal: Sendable {
    private let key: SymmetricKey

    /// - Parameter secret: federation's own; the key is derived from it.
    init(_ secret: Secret) {
        key = HKDF<SHA256>.deriveKey(
            inputKeyMaterial: SymmetricKey(data: secret.bytes), info: Array("proofs that were asked for".utf8), outputByteCount: 32)
    }

    /// `parameters`, with the note that somebody was asked at `moment`.
    func sealing(_ parameters: Parameters, at moment: Date) -> Parameters {
        // To the microsecond, as devices keep when somebody proved it; rounded up, so that nothing before counts.
        let time = Int64((moment.timeIntervalSince1970 * 1_000_000).rounded(.up))
        let code = HMAC<SHA256>.authenticationCode(for: Self.statement(parameters, time), using: key)
        return parameters.with(AuthorizationRequest.resumed, "\(time).\(Base64URL.encode(Array(code)))")
    }

    /// When somebody was asked. Nil without a note, and with one that is not ours or of another question.
    func moment(in parameters: Parameters) -> Date? {
        guard let parts = parameters[AuthorizationRequest.resumed]?.split(separator: ".", omittingEmptySubsequences: false),
            parts.count == 2,
            let time = Int64(parts[0]), let code = Base64URL.decode(String(parts[1])),
            HMAC<SHA256>.isValidAuthenticationCode(code, authenticating: Self.statement(parameters, time), using: key)
        else { return nil }
        return Date(timeIntervalSince1970: Double(time) / 1_000_000)
    }

    private static func statement(_ parameters: Parameters, _ time: Int64) -> [UInt8] {
        Array("\(time) \(parameters.with(AuthorizationRequest.resumed, nil).query)".utf8)
    }
}
