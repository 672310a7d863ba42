import FoundationEssentials
import NIOCore
import NIOPosix
package import SharedInfrastructure

/// A real mail server of a test's own on free ports of 127.0.0.1. It takes mail for `@rose-ash.test` from who signs in as `site` with
/// `right horse`, over TLS: but none for `nobody@`, and none for `grey@` at first.
package struct MailServer: Sendable {
    /// The file of the authority that signed its certificate.
    package let authority: String
    /// Where STARTTLS is spoken, and where TLS from the first byte.
    package let startTLSPort: Int
    package let implicitPort: Int
    /// The largest message that it takes.
    package static let largestMessage = 200_000
    /// The folder of what it took, a file a message.
    let mailbox: String
    private let ungrey: @Sendable () throws -> Void

    init(authority: String, startTLSPort: Int, implicitPort: Int, mailbox: String, ungrey: @escaping @Sendable () throws -> Void) {
        self.authority = authority
        self.startTLSPort = startTLSPort
        self.implicitPort = implicitPort
        self.mailbox = mailbox
        self.ungrey = ungrey
    }

    /// What a client is told of it: by default what lets it in.
    package func configuration(
        _ encryption: SMTPConfiguration.Encryption = .startTLS, password: String? = "right horse", host: String = "localhost",
        trust: SMTPConfiguration.Trust? = nil
    ) -> SMTPConfiguration {
        var configuration = SMTPConfiguration(
            host: host, port: encryption == .implicit ? implicitPort : startTLSPort, encryption: encryption,
            credentials: password.map { .init(user: "site", password: Secret($0)) })
        configuration.trust = trust ?? .file(authority)
        configuration.greetingName = "federation.rose-ash.test"
        return configuration
    }

    /// Has mail for `grey@` taken from now on.
    package func knowsUs() throws { try ungrey() }

    /// The mail that it took, once there are at least `count`, read by Python; in no order.
    package func received(_ count: Int) async throws -> [ReadMail] {
        try await eventually("the server has \(count) messages", within: .seconds(30)) { files.count >= count }
        return try await ReadMail.read(files)
    }

    /// How many messages it has.
    package var count: Int { files.count }

    private var files: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: mailbox)) ?? []).sorted().map { "\(mailbox)/\($0)" }
    }
}

/// Whether something takes connections at each of these ports of 127.0.0.1.
func takesConnections(_ ports: [Int]) async -> Bool {
    for port in ports {
        let bootstrap = ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        guard let channel = try? await bootstrap.connect(host: "127.0.0.1", port: port).get() else { return false }
        try? await channel.close()
    }
    return true
}

/// Ports of 127.0.0.1 that are free, and below the range from which the system takes ports for connections, so that they stay free.
package func freePorts(_ count: Int) async throws -> [Int] {
    var listeners: [any Channel] = []
    for _ in 0..<1000 where listeners.count < count {
        let bootstrap = ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        if let listener = try? await bootstrap.bind(host: "127.0.0.1", port: Int.random(in: 20_000..<32_000)).get() {
            listeners.append(listener)
        }
    }
    let ports = listeners.compactMap { $0.localAddress?.port }
    for listener in listeners { try await listener.close() }
    guard ports.count == count else { throw TestProgramError(description: "no port of 127.0.0.1 is free") }
    return ports
}
