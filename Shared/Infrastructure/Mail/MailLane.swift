import FoundationEssentials
import Logging
import Shared

/// One message after the other over one connection, which is opened for the first and closed after the last.
actor MailLane {
    private let worker: MailWorker
    private let found: @Sendable () -> Void
    private var session: SMTPSession?

    /// - Parameter found: called when there was something to send, so there may be more.
    init(_ worker: MailWorker, found: @escaping @Sendable () -> Void) {
        self.worker = worker
        self.found = found
    }

    /// Sends until nothing is due. Answers when it makes sense to look again, if that is known.
    func run() async -> Duration? {
        while worker.pause.left == nil, let mail = await worker.claim() {
            found()
            await worker.settle(mail, await renewing(mail))
        }
        await session?.quit()
        session = nil
        return worker.pause.left
    }

    /// Attempts to send `mail`, whose lease is renewed until that is over, however long the relay takes.
    private func renewing(_ mail: ClaimedMail) async -> MailAttempt {
        let renewal = Task { await worker.renew(mail) }
        defer { renewal.cancel() }
        return await attempt(mail)
    }

    private func attempt(_ mail: ClaimedMail) async -> MailAttempt {
        // Each attempt so far ended with its process, or the next would have been refused.
        guard mail.attempt <= worker.configuration.attempts else { return .begunTooOften }
        let message = MIMEMessage(mail.message, from: worker.sender, at: mail.postedAt)
        do {
            if let open = session {
                session = nil
                // A relay closes a connection that it has had enough of; that says nothing of the message.
                do { return try await send(message, mail, over: open) } catch let error as SMTPError where error.phase == .mail {}
            }
            return try await send(message, mail, over: try await worker.client.connect())
        } catch let error as SMTPError {
            return .broken(error)
        } catch { return .stopped }
    }

    private func send(_ message: MIMEMessage, _ mail: ClaimedMail, over open: SMTPSession) async throws -> MailAttempt {
        let results = try await open.send(message.bytes, from: worker.sender.address, to: [mail.message.recipient])
        if await open.isOpen { session = open } else { open.close() }
        return results.first.map { .answered($0.answer) } ?? .stopped
    }
}

/// What came of one attempt to send a message.
enum MailAttempt: Sendable {
    case answered(SMTPResult.Answer)
    case broken(SMTPError)
    case begunTooOften
    /// Our process is going down.
    case stopped
}
