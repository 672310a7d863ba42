/// What a role is for: the whole site, or one market or calendar, such as a page holds.
package enum RoleScope: Sendable, Hashable {
    case site
    case market(ID<Market>)
    case calendar(ID<EventCalendar>)

    /// A kind is never renamed.
    package enum Kind: String, Sendable, CaseIterable {
        case site, market, calendar
    }

    package var kind: Kind {
        switch self {
        case .site: .site
        case .market: .market
        case .calendar: .calendar
        }
    }

    /// Whether what is for this is for `other`, too: the site has all markets and calendars.
    package func covers(_ other: RoleScope) -> Bool { self == .site || self == other }
}

extension RoleScope: CustomStringConvertible {
    /// `site`, `market:0199…`, `calendar:0199…`: as it is stored, and sent by forms.
    package var description: String {
        switch self {
        case .site: "site"
        case .market(let id): "market:\(id)"
        case .calendar(let id): "calendar:\(id)"
        }
    }

    /// Reads what ``description`` writes; nil for anything else.
    package init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        switch (parts.first.flatMap { Kind(rawValue: String($0)) }, parts.count) {
        case (.site, 1): self = .site
        case (.market, 2):
            guard let id = ID<Market>(parts[1]) else { return nil }
            self = .market(id)
        case (.calendar, 2):
            guard let id = ID<EventCalendar>(parts[1]) else { return nil }
            self = .calendar(id)
        default: return nil
        }
    }
}
