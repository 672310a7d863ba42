/// Where every domain posts its mail. It is written in the transaction of the change that it tells of, so there is never one without the
/// other, and no crash loses it: a worker sends it once the transaction is committed.
package protocol MailOutbox: Sendable {
    /// Posts `message`, to be sent at once. Nothing happens when one of the same idempotency key, or the same id, was posted before.
    func post(_ message: OutgoingMessage, in transaction: borrowing Transaction) async throws
}
