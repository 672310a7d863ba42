import Crypto
import FoundationEssentials
import Hummingbird
package import Shared

/// The signed address with which an operator looks at how a page is composed: `?xray=<expiry>.<code>`. It opens one page of one service,
/// until its expiry.
package struct XRayLink: Sendable {
    static let parameter = "xray"
    private let key: SymmetricKey

    /// - Parameter key: the one that signs fragments; what is signed here begins otherwise than any request for a fragment.
    package init(key: [UInt8]) { self.key = SymmetricKey(data: key) }

    /// The query that opens `path` of `service`, without a question mark.
    /// - Parameter expiry: in seconds since 1970.
    package func query(for path: String, of service: ServiceName, expiry: Int64) -> String {
        let code = HMAC<SHA256>.authenticationCode(for: Self.statement(path, service, expiry), using: key)
        return "\(Self.parameter)=\(expiry).\(Hexadecimal.text(code))"
    }

    /// The query that opens it for `duration` from now.
    package func query(for path: String, of service: ServiceName, lasting duration: Duration) -> String {
        query(for: path, of: service, expiry: Int64(Date().timeIntervalSince1970) + duration.components.seconds)
    }

    /// - Parameter date: milliseconds since 1970.
    func opens(_ request: Request, of service: ServiceName, at date: () -> Int64) -> Bool {
        guard request.uri.query?.contains(Self.parameter) ?? false, let value = request.uri.queryParameters[Substring(Self.parameter)]
        else { return false }
        let parts = value.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let expiry = Int64(parts[0]), date() / 1000 < expiry, let code = Hexadecimal.bytes(String(parts[1])) else {
            return false
        }
        return HMAC<SHA256>.isValidAuthenticationCode(code, authenticating: Self.statement(request.uri.path, service, expiry), using: key)
    }

    private static func statement(_ path: String, _ service: ServiceName, _ expiry: Int64) -> [UInt8] {
        Array("xray\n\(service.rawValue)\n\(path)\n\(expiry)".utf8)
    }
}
