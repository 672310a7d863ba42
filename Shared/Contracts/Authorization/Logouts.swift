package import FoundationEssentials

/// Which clients are to be told that somebody has signed out.
package protocol Logouts: Sendable {
    /// Has each of `clients` told, at once. To say so twice changes nothing more.
    func queue(
        _ clients: [ClientID], of person: ID<Person>, on device: ID<Device>, at moment: Date, in transaction: borrowing Transaction
    ) async throws
    /// Takes of each client but `busy` the one that is due for the longest, `limit` of them at most, for `lease`: nobody else gets them meanwhile.
    func claim(limit: Int, besides busy: Set<ClientID>, lease: Duration, at moment: Date) async throws -> [LogoutDelivery]
    /// The client has heard it.
    func finish(_ delivery: ID<LogoutDelivery>, at moment: Date) async throws
    /// It has not; it is tried again `wait` after `moment`.
    func postpone(_ delivery: ID<LogoutDelivery>, by wait: Duration, because reason: String, at moment: Date) async throws
    /// It will not be told.
    func abandon(_ delivery: ID<LogoutDelivery>, because reason: String, at moment: Date) async throws
    /// Deletes what was finished or abandoned before `date`. Answers how many.
    func sweep(before date: Date) async throws -> Int
}
