import NIOCore
import NIOSSL

/// TLS to one host, whose certificate must be its own.
struct SMTPEncryption: Sendable {
    private let context: NIOSSLContext
    private let host: String

    /// Reads the certificates that are trusted, which takes some milliseconds. Throws ``SMTPTrustError``.
    init(_ configuration: SMTPConfiguration) throws {
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.minimumTLSVersion = .tlsv12
        if case .file(let path) = configuration.trust { tls.trustRoots = .file(path) }
        do { context = try NIOSSLContext(configuration: tls) } catch {
            switch configuration.trust {
            case .system: throw SMTPTrustError(description: "the system's certificates cannot be read (\(error)); Debian: ca-certificates")
            case .file(let path): throw SMTPTrustError(description: "SMTP_TRUST names \(path), of which no certificates can be read")
            }
        }
        host = configuration.host
    }

    /// On an event loop. A host that is a number is not named to the server (RFC 6066, section 3), and its certificate has to name the
    /// number.
    func handler() throws -> NIOSSLClientHandler {
        try NIOSSLClientHandler(context: context, serverHostname: isNumber ? nil : host)
    }

    /// Whether the certificate names our host. NIOSSL takes one, too, that names the number of the machine that we reached, of which the
    /// name service told us, and whose owner may be anybody: authorities do sign numbers. (`_subjectAlternativeNames` is public, and said
    /// to be unstable.)
    func isNamed(by certificate: NIOSSLCertificate) -> Bool {
        if isNumber { return true }
        return certificate._subjectAlternativeNames().contains { name in
            name.nameType == .dnsName && Self.matches(host, String(decoding: name.contents, as: UTF8.self))
        }
    }

    /// Whether `pattern`, a name or one with `*` for its first label, means `host` (RFC 9525, section 6.3).
    static func matches(_ host: String, _ pattern: String) -> Bool {
        let (host, pattern) = (host.lowercased(), pattern.lowercased())
        guard pattern.hasPrefix("*.") else { return host == pattern }
        let parent = host.drop { $0 != "." }
        return parent.dropFirst().contains(".") && parent == pattern.dropFirst() && host.first != "."
    }

    private var isNumber: Bool { (try? SocketAddress(ipAddress: host, port: 0)) != nil }
}
