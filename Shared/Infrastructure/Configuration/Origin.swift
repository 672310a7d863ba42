/// Where a service answers: scheme, host and port, as in RFC 6454. Its text is what a browser sends in `Origin`.
package struct Origin: Sendable, Hashable, CustomStringConvertible {
    package let scheme: String
    package let host: String
    /// Nil when it is the scheme's own.
    package let port: Int?

    /// The origin that `text` writes (`https://blog.example.org`, `http://127.0.0.1:9001`), or nil: lower case, http or https, no path.
    package init?(_ text: some StringProtocol) {
        guard let separator = text.firstRange(of: "://") else { return nil }
        let scheme = String(text[..<separator.lowerBound])
        guard scheme == "http" || scheme == "https" else { return nil }
        guard let (host, port) = Self.authority(text[separator.upperBound...]) else { return nil }
        self.scheme = scheme
        self.host = host
        self.port = port == (scheme == "https" ? 443 : 80) ? nil : port
    }

    package var description: String { "\(scheme)://\(host)\(port.map { ":\($0)" } ?? "")" }

    /// Whether a browser treats it as a secure context: it keeps `Secure` and `__Host-` cookies. Plain http on `localhost` and the names
    /// below it counts (seen in Chromium 156).
    package var isSecureContext: Bool { scheme == "https" || host == "localhost" || host.hasSuffix(".localhost") }

    private static func authority(_ text: some StringProtocol) -> (host: String, port: Int?)? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count <= 2, let host = parts.first, !host.isEmpty, host.utf8.count <= 253 else { return nil }
        let allowed = host.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."): true
            default: false
            }
        }
        guard allowed else { return nil }
        guard parts.count == 2 else { return (String(host), nil) }
        guard let port = Int(parts[1]), (1...65535).contains(port) else { return nil }
        return (String(host), port)
    }
}
