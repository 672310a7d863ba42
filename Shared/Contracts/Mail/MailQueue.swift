package import FoundationEssentials

/// What was posted to a ``MailOutbox``, for who sends it: each message at least once until it is settled. Its words are erased when it is,
/// for they may hold a secret: what is left says what kind of message it was, to whom, and what became of it.
package protocol MailQueue: Sendable {
    /// Takes at most `limit` messages that are due, each for `lease`, the longest due first: those that wait, and those whose lease has
    /// ended, unless their time is over. Two that claim at once never get the same.
    func claim(limit: Int, lease: Duration) async throws -> [ClaimedMail]
    /// Has the claim last until `lease` from now. False when it is no longer ours: its lease ended, and it was claimed anew.
    func renew(_ mail: ClaimedMail, lease: Duration) async throws -> Bool
    /// Says what came of an attempt. False when it is no longer ours.
    func settle(_ mail: ClaimedMail, as outcome: MailOutcome) async throws -> Bool
    /// Settles those that nobody sends and whose time is over. Answers what kinds they were of, one for each.
    func expire() async throws -> [MailKind]
    /// Forgets at most `limit` that were settled before `moment`. Answers how many.
    func sweep(settledBefore moment: Date, limit: Int) async throws -> Int
    /// What has failed, expired, or waits after a failed attempt, the latest first, at most `limit`.
    func troubled(limit: Int) async throws -> [PostedMail]
    /// Nil when no message has this id, or it is settled and forgotten.
    func find(_ id: ID<OutgoingMessage>) async throws -> PostedMail?
}

/// A message that a worker has taken to send.
package struct ClaimedMail: Sendable, Equatable {
    package let message: OutgoingMessage
    package let postedAt: Date
    /// How often it was tried, this time included.
    package let attempt: Int
    /// Proves that the claim is ours: a later claim has another one.
    package let lease: UUID

    package init(message: OutgoingMessage, postedAt: Date, attempt: Int, lease: UUID) {
        self.message = message
        self.postedAt = postedAt
        self.attempt = attempt
        self.lease = lease
    }
}

/// What came of an attempt to send a message.
package enum MailOutcome: Sendable, Equatable {
    case sent
    /// It was refused for now: it waits, and the attempt counts.
    case refusedForNow(error: String, retryAfter: Duration)
    /// It could not be tried, for no fault of its own: it waits, and the attempt does not count.
    case notTried(error: String, retryAfter: Duration)
    /// It will never be taken.
    case failed(error: String)
}

/// What is known of a message whose words nobody needs to read.
package struct PostedMail: Sendable, Equatable {
    package let id: ID<OutgoingMessage>
    package let kind: MailKind
    package let recipient: EmailAddress
    package let state: MailState
    package let attempts: Int
    package let postedAt: Date
    /// Of the last attempt that failed.
    package let error: String?

    package init(
        id: ID<OutgoingMessage>, kind: MailKind, recipient: EmailAddress, state: MailState, attempts: Int, postedAt: Date, error: String?
    ) {
        self.id = id
        self.kind = kind
        self.recipient = recipient
        self.state = state
        self.attempts = attempts
        self.postedAt = postedAt
        self.error = error
    }
}
