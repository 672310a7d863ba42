import FoundationEssentials
import Shared
import SharedPostgres
import SharedServices
import Support

/// A co-op of a test's own: every service over a migrated database.
struct CoOp: Sendable {
    let database: Database
    let activities: any Activities
    let handlings: any Handlings
    let posts: any Posts
    let archives: any Archives
    let publishing: any Publishing
    let menus: any Menus
    let markets: any Markets
    let producers: any Producers
    let offers: any Offers
    let catalogue: any Catalogue
    let baskets: any Baskets
    let members: any MemberBaskets
    let calendars: any Calendars
    let scheduling: any Scheduling
    let people: any People
    let sessions: any Sessions
    let devices: any Devices
    let trail: any AuditTrail
    let clients: any Clients
    let grants: any Grants
    let signingKeys: any SigningKeys
    let consents: any Consents
    let logouts: any Logouts
    let passkeys: any Passkeys
    let roles: any Roles
    let directory: any Directory

    init(_ database: Database) {
        self.database = database
        activities = PostgresActivities(database)
        handlings = PostgresHandlings(database)
        posts = PostgresPosts(database)
        archives = PostgresArchives(database)
        publishing = PostgresPublishing(recording: activities)
        menus = PostgresMenus(database, recording: activities)
        markets = PostgresMarkets(database)
        producers = PostgresProducers(database)
        offers = PostgresOffers(database)
        catalogue = PostgresCatalogue(recording: activities)
        let baskets = PostgresBaskets(database, offers: offers)
        self.baskets = baskets
        members = baskets
        calendars = PostgresCalendars(database)
        scheduling = PostgresScheduling(recording: activities)
        people = PostgresPeople(database, recording: activities)
        sessions = PostgresSessions(database)
        devices = PostgresDevices(database, recording: activities)
        trail = PostgresAuditTrail(database)
        clients = PostgresClients(database)
        grants = PostgresGrants(database, successors: SuccessorKey(issuerKey: Self.issuerKey))
        signingKeys = PostgresSigningKeys(database, seal: KeySeal(issuerKey: Self.issuerKey))
        consents = PostgresConsents(database)
        logouts = PostgresLogouts(database)
        passkeys = PostgresPasskeys(database)
        roles = PostgresRoles(database)
        directory = PostgresDirectory(database)
    }

    static let issuerKey = [UInt8](repeating: 7, count: 32)

    func inTransaction<Answer: Sendable>(_ work: @Sendable (borrowing Transaction) async throws -> Answer) async throws -> Answer {
        try await database.run(work)
    }

    /// What was recorded of `object`, in order.
    func kinds(of object: ObjectReference) async throws -> [ActivityKind] {
        try await activities.history(of: object, limit: 100).reversed().map(\.kind)
    }
}

/// Runs `body` with a co-op that has nothing yet.
func withCoOp(_ body: (CoOp) async throws -> Void) async throws {
    try await withMigratedDatabase { try await body(CoOp($0)) }
}

/// The slug that `text` is.
func slug(_ text: String) throws -> Slug {
    guard let slug = Slug(text) else { throw NoSlug(text: text) }
    return slug
}

struct NoSlug: Error { let text: String }

/// The local time that `text` writes.
func local(_ text: String) throws -> LocalTime {
    guard let time = LocalTime(text) else { throw NoSlug(text: text) }
    return time
}

extension Date {
    /// A whole second, `days` from now.
    static func now(plusDays days: Double) -> Date { Date(timeIntervalSince1970: (Date().timeIntervalSince1970 + days * 86_400).rounded()) }
}
