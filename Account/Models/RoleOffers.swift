import Shared
import SharedInfrastructure

/// Every role that can be given, and what each is called.
struct RoleOffers: Sendable {
    private let markets: [(id: ID<Market>, name: String)]
    private let calendars: [(id: ID<EventCalendar>, name: String)]

    init(markets: [(ID<Market>, String)], calendars: [(ID<EventCalendar>, String)]) {
        self.markets = markets.map { (id: $0.0, name: $0.1) }
        self.calendars = calendars.map { (id: $0.0, name: $0.1) }
    }

    /// In the order in which a form offers them: of the whole site first.
    var all: [(grant: RoleGrant, words: String)] {
        let scopes = [.site] + markets.map { RoleScope.market($0.id) } + calendars.map { RoleScope.calendar($0.id) }
        let grants = Role.allCases.reversed().flatMap { role in scopes.compactMap { RoleGrant(role, of: $0) } }
        return grants.compactMap { grant in words(for: grant).map { (grant, $0) } }
    }

    /// `shopkeeper of Saturday market`. Nil when there is no such market or calendar.
    func words(for grant: RoleGrant) -> String? {
        switch grant.scope {
        case .site:
            switch grant.role {
            case .shopkeeper: "shopkeeper of all markets"
            case .organiser: "organiser of all calendars"
            case .reader, .member, .editor, .operator: "\(grant.role.noun) of the whole site"
            }
        case .market(let id): markets.first { $0.id == id }.map { "\(grant.role.noun) of \($0.name)" }
        case .calendar(let id): calendars.first { $0.id == id }.map { "\(grant.role.noun) of \($0.name)" }
        }
    }
}
