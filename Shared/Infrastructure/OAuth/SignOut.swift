package import FoundationEssentials
package import HTTPTypes
package import Hummingbird
import Shared
import SharedServices

/// The one way out, of all six services at once, whichever page it is asked for on (decision record 0036).
package struct SignOut: Sendable {
    let transactions: any Transactions
    let devices: any Devices
    let trail: any AuditTrail
    let baskets: any MemberBaskets
    let cache: SessionCache
    let news: SessionNews
    let invalidator: CacheInvalidator
    let cookies: SessionCookies
    let hint: MemberHint
    let visitors: VisitorCookies

    init(_ resources: AppResources, _ invalidator: CacheInvalidator) {
        let (config, database) = (resources.config, resources.database)
        transactions = database
        devices = PostgresDevices(database, recording: PostgresActivities(database))
        trail = PostgresAuditTrail(database)
        baskets = PostgresBaskets(database, offers: PostgresOffers(database))
        (cache, news) = (resources.signedIn, SessionNews(resources))
        self.invalidator = invalidator
        (cookies, hint, visitors) = (SessionCookies(config), MemberHint(config), VisitorCookies(config))
    }

    /// Signs who asks out of this browser, at all six, in one transaction; `everywhere`: of all their browsers. What the browser still carries of
    /// baskets stays with them, so that it is left with none. Nobody is signed out who is not signed in. Answers what the browser is to forget.
    package func callAsFunction(
        _ request: Request, _ context: AppContext, everywhere: Bool = false, at moment: Date = Date()
    ) async throws -> [HTTPField] {
        let nobody = [cookies.clearing, hint.clearing]
        guard let session = context.signedIn?.session else { return nobody }
        let (label, carried, person) = (request.deviceLabel, context.carriedBaskets, session.person)
        let ended = try await transactions.run { (transaction: borrowing Transaction) in
            let ended =
                everywhere
                ? try await devices.endAll(of: person, except: nil, at: moment, in: transaction)
                : try await devices.end(session.device, of: person, at: moment, in: transaction)
            if !ended.isEmpty {
                let entry = AuditEntry(kind: .signedOut, at: moment, device: label, detail: everywhere ? "everywhere" : "")
                try await trail.record(entry, of: person, in: transaction)
            }
            _ = try await baskets.adopt(Set(carried), by: person, in: transaction)
            return ended
        }
        cache.forget { everywhere ? $0.person == person : $0.device == session.device }
        await news.tell(ended)
        if !carried.isEmpty { try? await invalidator.invalidate(Set(carried.map { CacheTag($0) } + [.basket(of: person)])) }
        return nobody + carried.map { visitors.clearing($0) }
    }
}
