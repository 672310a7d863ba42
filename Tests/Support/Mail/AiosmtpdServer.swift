import FoundationEssentials

/// aiosmtpd, of PyPI: `Tests/Peers/smtp_peer.py`.
package enum AiosmtpdServer {
    /// Runs `body` with one that offers `mechanisms` of authentication.
    @discardableResult
    package static func run<Answer: Sendable>(
        mechanisms: [String] = ["PLAIN", "LOGIN"], _ body: (MailServer) async throws -> Answer
    ) async throws -> Answer {
        let folder = temporaryPath("aiosmtpd")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let certificate = try await TestCertificate.make(in: folder)
        let ports = try await freePorts(2)
        let program = TestProgram(
            words: [TestProgram.python, "\(repositoryRoot)/Tests/Peers/smtp_peer.py", folder, certificate.certificate, certificate.key]
                + ports.map(String.init) + [String(MailServer.largestMessage)] + mechanisms)
        let server = MailServer(
            authority: certificate.authority, startTLSPort: ports[0], implicitPort: ports[1], mailbox: "\(folder)/mail",
            ungrey: { try Data().write(to: URL(filePath: "\(folder)/known")) })
        return try await program.run(until: { await takesConnections(ports) }) { try await body(server) }
    }
}
