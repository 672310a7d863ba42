import Crypto
import HTTPTypes

/// Proof that a request comes from one of the six services: HMAC-SHA256 (RFC 2104) with the key that only they hold, over the method, the
/// address, the audience's value and the time, each on its line.
struct FragmentSignature: Sendable {
    /// How far the two clocks may be apart, in seconds, either way.
    static let tolerance: Int64 = 30

    private let key: SymmetricKey

    init(key: [UInt8]) { self.key = SymmetricKey(data: key) }

    /// The headers that make a request for `address` believed at `time`, in seconds since 1970.
    func headers(for address: String, audience: AudienceValue, at time: Int64) -> HTTPFields {
        let code = HMAC<SHA256>.authenticationCode(for: Self.statement(address, "\(audience)", String(time)), using: key)
        return [.fragmentAudience: "\(audience)", .fragmentTime: String(time), .fragmentSignature: Hexadecimal.text(code)]
    }

    /// Whom the request is for, when it is signed with this key and within the tolerance of `now`; nil otherwise, whatever is wrong.
    func audience(of headers: HTTPFields, for address: String, now: Int64) -> AudienceValue? {
        guard let written = headers[.fragmentAudience], let time = headers[.fragmentTime], let seconds = Int64(time),
            let code = headers[.fragmentSignature].flatMap(Hexadecimal.bytes), now.subtractingReportingOverflow(seconds).overflow == false,
            (-Self.tolerance...Self.tolerance).contains(now - seconds),
            HMAC<SHA256>.isValidAuthenticationCode(code, authenticating: Self.statement(address, written, time), using: key)
        else { return nil }
        return AudienceValue(written)
    }

    /// No part can hold a line break: they come from one request line and from header values.
    private static func statement(_ address: String, _ audience: String, _ time: String) -> [UInt8] {
        Array("GET\n\(address)\n\(audience)\n\(time)".utf8)
    }
}

extension HTTPField.Name {
    /// For whom: an ``AudienceValue``.
    static let fragmentAudience = written("Fragment-Audience")
    /// When it was signed, in seconds since 1970.
    static let fragmentTime = written("Fragment-Time")
    static let fragmentSignature = written("Fragment-Signature")
    /// In answers: the tags, separated by commas.
    static let fragmentTags = written("Fragment-Tags")
    /// In answers: the build of the service that rendered it.
    static let fragmentBuild = written("Fragment-Build")
}
