/// What a subscriber to channels is told.
package enum PostgresNotification: Sendable, Equatable {
    /// Somebody ran `NOTIFY channel, 'payload'` (or `pg_notify`) and committed.
    case notification(channel: String, payload: String)
    /// Listening has begun, for the first time or again after the connection was lost, or the subscriber was too slow: what was sent
    /// before may have been missed, so look for yourself.
    case reconnected
}
