import NIOCore
package import Shared

/// A conversation with a relay that takes mail from us: one message after the other, by one task at a time.
package final class SMTPSession: Sendable {
    private let connection: SMTPConnection
    private let features: SMTPFeatures
    private let timeouts: SMTPTimeouts

    init(_ connection: SMTPConnection, _ features: SMTPFeatures, _ timeouts: SMTPTimeouts) {
        self.connection = connection
        self.features = features
        self.timeouts = timeouts
    }

    /// Whether it takes another message, as far as is known here.
    package var isOpen: Bool { get async { await connection.isQuiet() } }

    /// Submits one message, and answers what became of it for each recipient, in their order. What is refused for one says nothing of the
    /// others.
    /// - Parameter message: RFC 5322's octets; line ends of any kind become CRLF, since another one's reading of them could end the message
    ///   early (CVE-2023-51764).
    /// - Throws: `SMTPError` when the conversation ends without an answer: the message is sent, or not. `CancellationError`.
    package func send(
        _ message: [UInt8], from sender: EmailAddress, to recipients: [EmailAddress]
    ) async throws -> [SMTPResult] {
        do { return try await transact(message, sender, recipients) } catch {
            connection.close()
            throw error
        }
    }

    /// Says farewell and closes.
    package func quit() async {
        _ = try? await connection.ask("QUIT", .mail, within: timeouts.quit)
        connection.close()
    }

    package func close() { connection.close() }

    private func transact(
        _ message: [UInt8], _ sender: EmailAddress, _ recipients: [EmailAddress]
    ) async throws -> [SMTPResult] {
        func all(_ answer: SMTPResult.Answer) -> [SMTPResult] { recipients.map { SMTPResult(recipient: $0, answer: answer) } }
        if let largest = features.largestMessage, message.count > largest { return all(.tooLarge(most: largest)) }
        let size = features.takesSize ? " SIZE=\(message.count)" : ""
        let reply = try await connection.ask("MAIL FROM:<\(sender)>\(size)", .mail, within: timeouts.envelope)
        guard reply.isPositive else { return all(.refused(.mail, reply)) }

        var refusals: [EmailAddress: SMTPResult.Answer] = [:]
        for recipient in recipients {
            let reply = try await connection.ask("RCPT TO:<\(recipient)>", .recipient, within: timeouts.envelope)
            if !reply.isPositive { refusals[recipient] = .refused(.recipient, reply) }
        }
        let answer = refusals.count < Set(recipients).count ? try await data(message) : nil
        if answer?.isAccepted != true { await reset() }
        return recipients.compactMap { recipient in
            (refusals[recipient] ?? answer).map { SMTPResult(recipient: recipient, answer: $0) }
        }
    }

    private func data(_ message: [UInt8]) async throws -> SMTPResult.Answer {
        let reply = try await connection.ask("DATA", .data, within: timeouts.data)
        guard reply.code == 354 else {
            guard !reply.isPositive else { throw SMTPError.violation(.data, reason: "\(reply)") }
            return .refused(.data, reply)
        }
        let taken = try await connection.send(.mail(message), end: timeouts.message, block: timeouts.block)
        return taken.isPositive ? .accepted(taken) : .refused(.message, taken)
    }

    /// Has the server forget the message that it did not take. One that cannot is not talked to any more.
    private func reset() async {
        let reply = try? await connection.ask("RSET", .mail, within: timeouts.command)
        if reply?.isPositive != true { connection.close() }
    }
}

/// What became of a message for one recipient.
package struct SMTPResult: Sendable, Equatable {
    package enum Answer: Sendable, Equatable {
        /// The relay has taken it over.
        case accepted(SMTPReply)
        case refused(SMTPPhase, SMTPReply)
        /// The relay says beforehand that it takes at most so many bytes.
        case tooLarge(most: Int)

        package var isAccepted: Bool { if case .accepted = self { true } else { false } }
    }

    package let recipient: EmailAddress
    package let answer: Answer
}

extension ByteBuffer {
    /// `message` as DATA sends it: lines end in CRLF, one that begins with a dot gets a second one (RFC 5321, section 4.5.2), and a dot on
    /// a line of its own ends it.
    static func mail(_ message: [UInt8]) -> ByteBuffer {
        let (dot, carriageReturn, lineFeed) = (UInt8(ascii: "."), UInt8(ascii: "\r"), UInt8(ascii: "\n"))
        var wire: [UInt8] = []
        wire.reserveCapacity(message.count + 64)
        var (isLineStart, previous) = (true, UInt8(0))
        for byte in message {
            switch byte {
            case lineFeed where previous == carriageReturn: break
            case carriageReturn, lineFeed:
                wire.append(carriageReturn)
                wire.append(lineFeed)
                isLineStart = true
            default:
                if isLineStart, byte == dot { wire.append(dot) }
                wire.append(byte)
                isLineStart = false
            }
            previous = byte
        }
        if !isLineStart { wire += [carriageReturn, lineFeed] }
        return ByteBuffer(bytes: wire + [dot, carriageReturn, lineFeed])
    }
}
