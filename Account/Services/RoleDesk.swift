import FoundationEssentials
import Shared
import SharedInfrastructure

/// Where roles are given and taken: for the page, and for the operator's command. Whom it concerns finds it in their history.
struct RoleDesk: Sendable {
    let transactions: any Transactions
    let people: any People
    let roles: any Roles
    let directory: any Directory
    let sessions: any Sessions
    let trail: any AuditTrail
    let markets: any Markets
    let calendars: any Calendars
    /// Called with the sessions of whom it concerns, which are to be judged anew.
    let tell: @Sendable ([ID<Session>]) async -> Void

    /// Throws `NotWired`.
    init(_ services: Services, tell: @escaping @Sendable ([ID<Session>]) async -> Void) throws {
        transactions = try services.require(\.transactions)
        people = try services.require(\.people)
        roles = try services.require(\.roles)
        directory = try services.require(\.directory)
        sessions = try services.require(\.sessions)
        trail = try services.require(\.auditTrail)
        markets = try services.require(\.markets)
        calendars = try services.require(\.calendars)
        self.tell = tell
    }

    /// What can be given, and what all of it is called now.
    func offers() async throws -> RoleOffers {
        async let markets = markets.all().map { ($0.id, $0.name) }
        async let calendars = calendars.all().map { ($0.id, $0.name) }
        return RoleOffers(markets: try await markets, calendars: try await calendars)
    }

    /// Nil when nobody has that name.
    func holder(_ username: Username) async throws -> (person: Person, held: [HeldRole])? {
        guard let person = try await people.named(username) else { return nil }
        return (person, try await roles.held(by: person.id))
    }

    /// False when they have it already. `granter`: nil is a command. Throws ``RoleRefusal``.
    func grant(_ grant: RoleGrant, to username: Username, by granter: SignedIn?, at moment: Date = Date()) async throws -> Bool {
        guard let words = try await offers().words(for: grant) else { throw RoleRefusal.noSuchScope }
        let entry = Self.entry(.roleGranted, words, by: granter, at: moment)
        return try await change(of: username, by: granter, entry) { (person: ID<Person>, transaction: borrowing Transaction) in
            try await roles.grant(grant, to: person, by: granter?.session.person, at: moment, in: transaction)
        }
    }

    /// False when they do not have it. Throws ``RoleRefusal``.
    func withdraw(_ grant: RoleGrant, from username: Username, by withdrawer: SignedIn?, at moment: Date = Date()) async throws -> Bool {
        let words = try await offers().words(for: grant) ?? "\(grant.role.noun) of what is gone"
        let entry = Self.entry(.roleWithdrawn, words, by: withdrawer, at: moment)
        return try await change(of: username, by: withdrawer, entry) { (person: ID<Person>, transaction: borrowing Transaction) in
            try await roles.withdraw(grant, from: person, by: withdrawer?.session.person, at: moment, in: transaction)
        }
    }

    private static func entry(_ kind: AuditEntry.Kind, _ words: String, by actor: SignedIn?, at moment: Date) -> AuditEntry {
        let who = actor.map { "by \($0.username)" } ?? "by an operator’s command"
        return AuditEntry(kind: kind, at: moment, device: "", detail: "\(words), \(who)")
    }

    private func change(
        of username: Username, by actor: SignedIn?, _ entry: AuditEntry,
        _ work: @Sendable (ID<Person>, borrowing Transaction) async throws -> Bool
    ) async throws -> Bool {
        guard let person = try await people.named(username)?.id else { throw RoleRefusal.noSuchPerson(username) }
        let isChanged: Bool
        do {
            isChanged = try await transactions.run { (transaction: borrowing Transaction) in
                // Whoever acts must be an operator still when it is done: two who withdraw each other meet here.
                if let actor, try await !roles.operators(in: transaction).contains(actor.session.person) {
                    throw RoleRefusal.noOperator
                }
                let isChanged = try await work(person, transaction)
                if isChanged { try await trail.record(entry, of: person, in: transaction) }
                return isChanged
            }
        } catch RoleError.lastOperator {
            throw RoleRefusal.lastOperator
        } catch RoleError.noSuchPerson {
            throw RoleRefusal.noSuchPerson(username)
        }
        if isChanged { await tell(try await sessions.sessions(of: person, at: entry.at).map(\.id)) }
        return isChanged
    }
}

/// Why a role stays as it is.
enum RoleRefusal: Refusal, Equatable {
    case noSuchPerson(Username)
    case noSuchScope
    case lastOperator
    /// Who gives or takes is an operator no more.
    case noOperator

    var sentence: String {
        switch self {
        case .noSuchPerson(let username): "Nobody is called \(username)."
        case .noSuchScope: "There is no such market or calendar any more."
        case .lastOperator: "Nobody could give roles then. Make somebody else operator first."
        case .noOperator: "You are not an operator any more."
        }
    }
}
