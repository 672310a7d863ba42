package import NIOCore
import NIOPosix

/// Submits mail to a relay (RFC 6409), over NIO.
package struct SMTPClient: Sendable {
    package let configuration: SMTPConfiguration
    private let encryption: SMTPEncryption?
    private let group: any EventLoopGroup

    /// Throws ``SMTPTrustError`` when the certificates that are to be trusted cannot be read.
    package init(_ configuration: SMTPConfiguration, on group: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton) throws {
        self.configuration = configuration
        encryption = configuration.encryption == .none ? nil : try SMTPEncryption(configuration)
        self.group = group
    }

    /// Connects, greets, turns to TLS and authenticates, as the configuration says. Throws `SMTPError`, and `CancellationError`.
    package func connect() async throws -> SMTPSession {
        let connection = try await SMTPConnection.open(configuration, encryption, on: group)
        do {
            let greeting = try await connection.reply(.greeting, within: configuration.timeouts.greeting)
            guard greeting.code == 220 else { throw SMTPError.refused(.greeting, greeting) }
            var features = try await hello(connection)
            if configuration.encryption == .startTLS {
                try await startTLS(connection, features)
                features = try await hello(connection)
            }
            if let credentials = configuration.credentials { try await authenticate(connection, features, credentials) }
            return SMTPSession(connection, features, configuration.timeouts)
        } catch {
            connection.close()
            throw error
        }
    }

    private func hello(_ connection: SMTPConnection) async throws -> SMTPFeatures {
        let reply = try await connection.ask("EHLO \(configuration.greetingName)", .hello, within: configuration.timeouts.command)
        guard reply.code == 250 else { throw SMTPError.refused(.hello, reply) }
        return SMTPFeatures(reply)
    }

    private func startTLS(_ connection: SMTPConnection, _ features: SMTPFeatures) async throws {
        // Never on in the clear: whoever is between us and the server could have taken the offer out.
        guard features.startTLS else { throw SMTPError.noEncryption }
        let reply = try await connection.ask("STARTTLS", .encryption, within: configuration.timeouts.command)
        guard reply.code == 220 else { throw SMTPError.refused(.encryption, reply) }
        try await connection.encrypt(within: configuration.timeouts.command)
    }

    /// By PLAIN (RFC 4616) or, for servers that know nothing better, LOGIN. The password is said over TLS only.
    private func authenticate(
        _ connection: SMTPConnection, _ features: SMTPFeatures, _ credentials: SMTPConfiguration.Credentials
    ) async throws {
        guard encryption != nil else { throw SMTPError.noEncryption }
        func ask(_ line: String) async throws -> SMTPReply {
            try await connection.ask(line, .authentication, within: configuration.timeouts.command)
        }
        let (user, password) = (Array(credentials.user.utf8), credentials.password.bytes)
        var reply: SMTPReply
        if features.mechanisms.contains("PLAIN") {
            reply = try await ask("AUTH PLAIN \(Base64.text([0] + user + [0] + password))")
        } else if features.mechanisms.contains("LOGIN") {
            reply = try await ask("AUTH LOGIN")
            if reply.code == 334 { reply = try await ask(Base64.text(user)) }
            if reply.code == 334 { reply = try await ask(Base64.text(password)) }
        } else {
            throw SMTPError.noAuthentication
        }
        guard reply.code == 235 else { throw SMTPError.refused(.authentication, reply) }
    }
}
