/// The implementation of every contract that a process uses. An entry file makes one, and hands it down; there is no global one.
package struct Services: Sendable {
    package var transactions: (any Transactions)?
    package var posts: (any Posts)?
    package var publishing: (any Publishing)?
    package var archives: (any Archives)?
    package var menus: (any Menus)?
    package var imports: (any Imports)?
    package var markets: (any Markets)?
    package var producers: (any Producers)?
    package var catalogue: (any Catalogue)?
    package var offers: (any Offers)?
    package var baskets: (any Baskets)?
    package var calendars: (any Calendars)?
    package var scheduling: (any Scheduling)?
    package var people: (any People)?
    package var sessions: (any Sessions)?
    package var activities: (any Activities)?
    package var outbox: (any MailOutbox)?

    /// Nothing is wired.
    package init() {}

    /// The implementation of `contract`. An app asks for all that it uses when it starts, so that what is missing is known then. Throws
    /// ``NotWired``.
    package func require<Contract>(_ contract: KeyPath<Services, Contract?>) throws -> Contract {
        guard let wired = self[keyPath: contract] else { throw NotWired(contract: "\(Contract.self)") }
        return wired
    }
}

/// A contract was asked for that nobody has wired.
package struct NotWired: Error, Equatable, CustomStringConvertible {
    /// `Posts`.
    package let contract: String
    package var description: String {
        "\(contract) is not wired: the service's Services/ folder gives it to Services before it is asked for"
    }
}
