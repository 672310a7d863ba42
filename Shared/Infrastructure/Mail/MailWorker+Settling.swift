import FoundationEssentials
import Logging
import Metrics
import ServiceLifecycle
import Shared

extension MailWorker {
    /// The message that is due first; nil when there is none, or none is to be taken.
    func claim() async -> ClaimedMail? {
        guard !Task.isShuttingDownGracefully, !Task.isCancelled else { return nil }
        do { return try await queue.claim(limit: 1, lease: configuration.lease).first } catch {
            logger.warning("the mail worker could not look for mail, and tries again", metadata: ["error": "\(error)"])
            return nil
        }
    }

    /// Keeps the claim until it is cancelled.
    func renew(_ mail: ClaimedMail) async {
        while (try? await Task.sleep(for: configuration.lease / 3)) != nil {
            do { if try await !queue.renew(mail, lease: configuration.lease) { return } } catch {
                logger.warning("a message's lease could not be renewed", metadata: fields(mail, error))
            }
        }
    }

    /// Says what came of an attempt.
    func settle(_ mail: ClaimedMail, _ attempt: MailAttempt) async {
        let outcome = outcome(of: attempt, for: mail)
        report(outcome, of: mail)
        // From a task of its own, so that it is said when this one is cancelled, too.
        let queue = queue
        let saying = Task { try await queue.settle(mail, as: outcome) }
        do {
            if try await !saying.value {
                logger.warning("a message took longer than its lease, and another worker has it now", metadata: fields(mail, nil))
            }
        } catch {
            logger.warning(
                "what became of a message could not be noted; it is tried again when its lease ends", metadata: fields(mail, error))
        }
    }

    /// What a refusal means: a message that is refused for good is not tried again, but whom it is from, and a password that it lacks, are
    /// our affair and none of the message's.
    func outcome(of attempt: MailAttempt, for mail: ClaimedMail) -> MailOutcome {
        switch attempt {
        case .answered(let answer):
            pause.end()
            switch answer {
            case .accepted: return .sent
            case .tooLarge(let most): return .failed(error: "The relay takes messages of at most \(most) bytes")
            case .refused(let phase, let reply):
                let isOfMessage = phase > .mail ? reply.code != 530 : reply.code == 552 || reply.status == "5.3.4"
                return reply.isPermanent && isOfMessage ? .failed(error: "\(reply)") : later(mail, "\(reply)")
            }
        case .broken(let error) where error.phase.isBeforeMail:
            let wait = pause.begin(within: configuration.pauses)
            return isGivenUp(mail, after: wait) ? .failed(error: "Given up: \(error)") : .notTried(error: "\(error)", retryAfter: wait)
        case .broken(let error): return later(mail, "\(error)")
        case .begunTooOften: return .failed(error: "It was begun \(configuration.attempts) times, and never came to an end")
        case .stopped: return .notTried(error: "The service was stopped", retryAfter: .zero)
        }
    }

    private func later(_ mail: ClaimedMail, _ error: String) -> MailOutcome {
        let wait = wait(for: mail, at: Date())
        guard mail.attempt < configuration.attempts, !isGivenUp(mail, after: wait) else { return .failed(error: "Given up: \(error)") }
        return .refusedForNow(error: error, retryAfter: wait)
    }

    /// The longer it was refused, the longer it waits. One that is of no use after some minutes is tried again after half of what it has
    /// left.
    func wait(for mail: ClaimedMail, at now: Date) -> Duration {
        guard let shortest = configuration.waits.first else { return configuration.poll }
        let wait = configuration.waits[min(mail.attempt, configuration.waits.count) - 1]
        guard let expires = mail.message.expires else { return wait }
        return min(wait, max(shortest, .seconds(max(0, expires.timeIntervalSince(now))) / 2))
    }

    private func isGivenUp(_ mail: ClaimedMail, after wait: Duration) -> Bool {
        mail.message.expires == nil && .seconds(Date().timeIntervalSince(mail.postedAt)) + wait > configuration.patience
    }

    private func report(_ outcome: MailOutcome, of mail: ClaimedMail) {
        switch outcome {
        case .sent: count("mail_sent_total", mail.message.kind)
        case .failed(let error):
            count("mail_failed_total", mail.message.kind)
            logger.error("a message was not sent, and will not be", metadata: fields(mail, error))
        case .refusedForNow(let error, let wait):
            count("mail_refused_total", mail.message.kind)
            logger.warning(
                "a message was refused for now, and is tried again in \(wait.components.seconds) s", metadata: fields(mail, error))
        case .notTried(let error, let wait):
            count("mail_relay_failures_total", mail.message.kind)
            guard wait > .zero else { return }
            logger.error("no mail is sent: the relay is tried again in \(wait.components.seconds) s", metadata: fields(mail, error))
        }
    }

    func count(_ label: String, _ kind: MailKind) {
        Counter(label: label, dimensions: [("kind", kind.description)]).increment()
    }

    /// Whom a message is to is nobody's business who reads a log.
    private func fields(_ mail: ClaimedMail, _ error: Any?) -> Logger.Metadata {
        var fields: Logger.Metadata = [
            "message": "\(mail.message.id)", "kind": "\(mail.message.kind)", "attempt": "\(mail.attempt)",
        ]
        if let error { fields["error"] = "\("\(error)".replacing(mail.message.recipient.description, with: "the recipient"))" }
        return fields
    }
}
