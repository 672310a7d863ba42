import HTTPTypes
import Hummingbird
import Shared

/// From whose pages an action may be sent.
package enum Senders: Sendable {
    /// This app's own pages.
    case own
    /// The pages of all six: for forms inside shared fragments.
    case siblings
    /// Anybody, browsers or not: an inbox, a webhook, a one-click unsubscribe. The handler proves the sender in its own way.
    case anyone
}

/// Refuses what another site makes a browser send. The six subdomains are same-site, so cookies' `SameSite=Lax` protects nothing between
/// them; an exact `Origin` does (Fetch standard, "append a request `Origin` header": every browser sends it with every unsafe method).
struct OriginCheck: Sendable {
    private let own: String
    private let siblings: [String]

    init(own: Origin, siblings: Origins) {
        self.own = own.description
        self.siblings = siblings.all.map(\.description)
    }

    /// Throws a 403 unless `request` says that it comes from `senders`.
    func check(_ request: Request, from senders: Senders) throws {
        if senders == .anyone { return }
        let sent = request.headers[values: .origin]
        guard let origin = sent.first, sent.count == 1 else {
            throw Problem(
                .forbidden, title: "Your browser did not say which page this form was sent from.",
                advice: "Reload the page and send it again. If that does not help, try another browser.")
        }
        let allowed = senders == .own ? origin == own : siblings.contains(origin)
        guard allowed else {
            throw Problem(.forbidden, title: "This form was sent from another site.", advice: "Open our own page and send it from there.")
        }
        // No browser sends our origin from a foreign page; one that contradicts itself is not believed.
        if request.headers[.secFetchSite] == "cross-site" {
            throw Problem(.forbidden, title: "This form was sent from another site.", advice: "Open our own page and send it from there.")
        }
    }
}
