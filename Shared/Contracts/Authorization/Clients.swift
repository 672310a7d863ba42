package import FoundationEssentials

/// Other people's programs that may ask us who somebody is. Our own are configuration.
package protocol Clients: Sendable {
    /// Nil when there is none of that id, or it was retired.
    func client(_ id: ClientID) async throws -> Client?
    /// All that were ever registered, by their ids.
    func all() async throws -> [RegisteredClient]
    /// Throws ``ClientError/idTaken(_:)``, also of one that was retired, and ``ClientError/invalid(field:)``.
    func register(_ client: Client, at moment: Date, in transaction: borrowing Transaction) async throws
    /// Ends it with all its grants and consents. Throws ``ClientError/noSuchClient(_:)``.
    func retire(_ id: ClientID, at moment: Date, in transaction: borrowing Transaction) async throws -> Change
}

/// Why a client was not registered or retired.
package enum ClientError: Error, Equatable {
    case idTaken(ClientID)
    case noSuchClient(ClientID)
    /// Too long, empty, or not what it has to be.
    case invalid(field: String)
}
