import FoundationEssentials
import Shared
import SharedPostgres
import SharedServices
import Testing

/// Everything that can be written for somebody, in whichever domain.
enum LateWrite: String, CaseIterable {
    case basket, adoption, consent, grant, device, session, passkey, role, addressChange, entry, byline

    private static let ally = "ally"

    /// What is not refused, but comes to nothing for who has left.
    var isSilent: Bool { [.adoption, .entry, .byline].contains(self) }

    /// What some of them need beside a person.
    static func prepare(_ database: Database) async throws {
        let client = Client(
            id: try #require(ClientID(ally)), kind: .thirdParty, name: "An ally", secretHash: nil,
            redirects: [try #require(CallbackAddress("https://ally.example/cb"))], postLogoutRedirects: [], logoutAddress: nil)
        try await database.run { (transaction: borrowing Transaction) in
            try await PostgresClients(database).register(client, at: Date(), in: transaction)
        }
    }

    func make(for member: Member, in database: Database, _ transaction: borrowing Transaction) async throws {
        let (person, now) = (member.person.id, Date())
        let (activities, baskets) = (PostgresActivities(database), PostgresBaskets(database, offers: PostgresOffers(database)))
        let devices = PostgresDevices(database, recording: activities)
        switch self {
        case .basket: _ = try await baskets.basket(of: person, in: transaction)
        case .adoption:
            let carried = ID<Basket>()
            try await transaction.connection.query("insert into cart.baskets (id) values (\(carried))")
            try await transaction.connection.query(
                "insert into cart.basket_items (basket_id, variant_id, quantity) values (\(carried), \(ID<Variant>()), 1)")
            _ = try await baskets.adopt([carried], by: person, in: transaction)
        case .consent:
            try await PostgresConsents(database)
                .give([.openid], by: person, to: #require(ClientID(Self.ally)), at: now, in: transaction)
        case .grant:
            let grants = PostgresGrants(database, successors: SuccessorKey(issuerKey: [UInt8](repeating: 7, count: 32)))
            _ = try await grants.grant(Self.question(on: member.device), at: now, in: transaction)
        case .device:
            _ = try await devices.begin(SignIn(person: person, label: "A phone", method: .mail), at: now, in: transaction)
        case .session:
            _ = try await PostgresSessions(database)
                .start(on: member.device.id, at: .blog, moment: now, lifetime: .seconds(3600), in: transaction)
        case .passkey: _ = try await PostgresPasskeys(database).add(Self.key, to: person, at: now, in: transaction)
        case .role:
            _ = try await PostgresRoles(database).grant(
                #require(RoleGrant(.editor, of: .site)), to: person, by: nil, at: now, in: transaction)
        case .addressChange:
            _ = try await PostgresAddressChanges(database, recording: activities)
                .begin(person, to: #require(EmailAddress("elsewhere@example.org")), at: now, in: transaction)
        case .entry:
            try await PostgresAuditTrail(database)
                .record(AuditEntry(kind: .signedIn, at: now, device: "", detail: ""), of: person, in: transaction)
        case .byline:
            let draft = AuthorDraft(of: .new, slug: try #require(Slug("m-bright")), name: "M. Bright", person: person)
            _ = try await PostgresPublishing(recording: activities).save(draft, in: transaction)
        }
    }

    private static func question(on device: Device) throws -> NewGrant {
        NewGrant(
            client: try #require(ClientID(ally)), device: device, scopes: [.openid], nonce: nil,
            redirect: try #require(CallbackAddress("https://ally.example/cb")),
            challenge: try #require(CodeChallenge("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")))
    }

    private static let key = PasskeyDraft(
        credential: [1, 2, 3], publicKey: [1], algorithm: .es256, signCount: 0, isBackupEligible: false, isBackedUp: false, transports: [],
        name: "A key")
}
