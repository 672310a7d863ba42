import Support
import Testing

/// The two servers that are not ours.
enum RealServer: String, CaseIterable, CustomTestStringConvertible {
    case exim, aiosmtpd

    var testDescription: String { rawValue }

    func run<Answer: Sendable>(_ body: (MailServer) async throws -> Answer) async throws -> Answer {
        switch self {
        case .exim: try await EximServer.run(body)
        case .aiosmtpd: try await AiosmtpdServer.run(body)
        }
    }
}
