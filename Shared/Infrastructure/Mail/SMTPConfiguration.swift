import FoundationEssentials

/// Where a relay is, who we are there, and how long anything may take.
package struct SMTPConfiguration: Sendable, Equatable {
    package enum Encryption: Sendable, Equatable {
        /// TLS from the first byte (RFC 8314, section 3.3).
        case implicit
        /// The connection turns to TLS before anything else is said (RFC 3207); a server that does not offer it is refused.
        case startTLS
        /// None: a relay on this machine.
        case none
    }

    /// Which certificates are believed.
    package enum Trust: Sendable, Equatable {
        /// Those that the system believes.
        case system
        /// Those that are signed by the ones of a PEM file, for a relay with a certificate of its own.
        case file(String)
    }

    package struct Credentials: Sendable, Equatable {
        package let user: String
        package let password: Secret

        package init(user: String, password: Secret) {
            self.user = user
            self.password = password
        }
    }

    package let host: String
    package let port: Int
    package let encryption: Encryption
    /// Told to the server over TLS alone. Nil: it lets us send as we are.
    package let credentials: Credentials?
    package var trust = Trust.system
    /// Who we say we are (`EHLO`): our own name in the DNS.
    package var greetingName = "localhost"
    package var timeouts = SMTPTimeouts()

    package init(host: String, port: Int, encryption: Encryption, credentials: Credentials? = nil) {
        self.host = host
        self.port = port
        self.encryption = encryption
        self.credentials = credentials
    }

    /// Reads `smtp://[user:password@]host[:587]` (STARTTLS), `smtps://[user:password@]host[:465]` (TLS at once) or
    /// `smtp+plain://host[:25]` (none: for a relay on this machine, or anywhere when `isPlainAllowed`). User and password are
    /// percent-encoded. Throws `SMTPAddressError`, which never repeats them.
    package init(_ text: String, allowingPlain isPlainAllowed: Bool) throws(SMTPAddressError) {
        guard let url = URLComponents(string: text) else { throw .malformed }
        guard let scheme = url.scheme?.lowercased(), let (encryption, standardPort) = Self.schemes[scheme] else { throw .scheme }
        var host = url.host ?? ""
        if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
        guard !host.isEmpty else { throw .host }
        let port = url.port ?? standardPort
        guard (1...65_535).contains(port) else { throw .port }
        guard ["", "/"].contains(url.path), url.query == nil, url.fragment == nil else { throw .path }
        let (user, password) = (url.user ?? "", url.password ?? "")
        guard user.isEmpty == password.isEmpty, !user.utf8.contains(0), !password.utf8.contains(0) else { throw .credentials }
        if encryption == .none {
            guard user.isEmpty else { throw .credentialsInTheClear }
            guard isPlainAllowed || Self.isThisMachine(host) else { throw .plainToElsewhere }
        }
        self.init(
            host: host, port: port, encryption: encryption,
            credentials: user.isEmpty ? nil : Credentials(user: user, password: Secret(password)))
    }

    private static let schemes: [String: (Encryption, Int)] = [
        "smtp": (.startTLS, 587), "smtps": (.implicit, 465), "smtp+plain": (.none, 25),
    ]

    private static func isThisMachine(_ host: String) -> Bool {
        let numbers = host.split(separator: ".", omittingEmptySubsequences: false)
        return host == "localhost" || host == "::1" || numbers.count == 4 && numbers[0] == "127" && numbers.allSatisfy { UInt8($0) != nil }
    }
}

extension SMTPConfiguration: CustomStringConvertible {
    /// The address, without user and password, for logs.
    package var description: String {
        let scheme = Self.schemes.first { $0.value.0 == encryption }?.key ?? ""
        return "\(scheme)://\(host.contains(":") ? "[\(host)]" : host):\(port)"
    }
}

/// How long each step waits, at most. RFC 5321, section 4.5.3.2, asks for minutes, which a relay that works never takes; a shorter wait
/// costs a second attempt. Only after the message is the full time waited: whoever gives up there has it sent twice.
package struct SMTPTimeouts: Sendable, Equatable {
    package var connect: Duration = .seconds(15)
    /// For the server's first words. RFC: 5 minutes.
    package var greeting: Duration = .seconds(60)
    /// For each reply to EHLO, STARTTLS, AUTH and RSET, and for the TLS handshake.
    package var command: Duration = .seconds(30)
    /// For each reply to MAIL and RCPT. RFC: 5 minutes.
    package var envelope: Duration = .seconds(60)
    /// For the reply to DATA. RFC: 2 minutes.
    package var data: Duration = .seconds(120)
    /// For the network to take a block of the message. RFC: 3 minutes.
    package var block: Duration = .seconds(180)
    /// For the reply to the whole message. RFC: 10 minutes.
    package var message: Duration = .seconds(600)
    /// For a farewell that nothing depends on.
    package var quit: Duration = .seconds(3)

    package init() {}
}

/// Why an address names no relay. None shows what was written.
package enum SMTPAddressError: Error, Equatable, CustomStringConvertible {
    case malformed
    case scheme
    case host
    case port
    case path
    case credentials
    case credentialsInTheClear
    case plainToElsewhere

    package var description: String {
        switch self {
        case .malformed: "it is no address; a user's or password's special characters are written as %40 and the like"
        case .scheme: "it begins with smtp:// (STARTTLS), smtps:// (TLS) or, for a relay on this machine, smtp+plain://"
        case .host: "it names no host"
        case .port: "its port is not one"
        case .path: "nothing comes after the port"
        case .credentials: "a user has a password, and a password a user"
        case .credentialsInTheClear: "a password is sent over TLS only: smtp:// or smtps://"
        case .plainToElsewhere: "without TLS, mail goes to a relay on this machine only: smtp:// or smtps://"
        }
    }
}
