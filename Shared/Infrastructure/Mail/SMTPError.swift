/// Where a conversation with a relay is.
package enum SMTPPhase: String, Sendable, Comparable, CaseIterable {
    case connecting, greeting, hello, encryption, authentication, mail, recipient, data, message

    package static func < (left: SMTPPhase, right: SMTPPhase) -> Bool { left.order < right.order }
    private var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    /// No message was spoken of yet, so what went wrong is wrong with the relay or with how we are set up.
    package var isBeforeMail: Bool { self < .mail }
}

/// A conversation that ended without a word on the message. A later attempt may succeed, or needs an operator first.
package enum SMTPError: Error, Equatable {
    /// Nobody answers at the relay's address.
    case unreachable(reason: String)
    /// The server said nothing for as long as that step waits.
    case timedOut(SMTPPhase)
    /// The connection ended.
    case closed(SMTPPhase)
    /// The server does not speak SMTP, or says more than it may.
    case violation(SMTPPhase, reason: String)
    /// It refused to talk to us, or to go on (421).
    case refused(SMTPPhase, SMTPReply)
    /// It offers no STARTTLS, and nothing is sent in the clear.
    case noEncryption
    /// It is not who we think, or its TLS does not fit ours.
    case notTrusted(reason: String)
    /// It takes a password in no way that we know (PLAIN, LOGIN).
    case noAuthentication

    package var phase: SMTPPhase {
        switch self {
        case .unreachable: .connecting
        case .timedOut(let phase), .closed(let phase), .violation(let phase, _), .refused(let phase, _): phase
        case .noEncryption, .notTrusted: .encryption
        case .noAuthentication: .authentication
        }
    }
}

extension SMTPError: CustomStringConvertible {
    /// One line for operators.
    package var description: String {
        switch self {
        case .unreachable(let reason): "the relay cannot be reached: \(reason)"
        case .timedOut(let phase): "the relay did not answer in time (\(phase.rawValue))"
        case .closed(let phase): "the relay closed the connection (\(phase.rawValue))"
        case .violation(let phase, let reason): "the relay does not speak SMTP (\(phase.rawValue)): \(reason)"
        case .refused(let phase, let reply): "the relay refuses (\(phase.rawValue)): \(reply)"
        case .noEncryption: "the relay offers no STARTTLS, and mail is not sent in the clear"
        case .notTrusted(let reason): "the relay's TLS cannot be trusted: \(reason)"
        case .noAuthentication: "the relay takes a password neither by PLAIN nor by LOGIN"
        }
    }
}

/// The relay's certificates cannot be read, as one line for the operator.
package struct SMTPTrustError: Error, Equatable, CustomStringConvertible {
    package let description: String
}
