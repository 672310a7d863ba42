import Hummingbird
import Shared
import SharedInfrastructure

/// What was last done to the basket, as the page's address says it: of which variant there were how many. Nothing is remembered for it, so it
/// outlives a restart and a reload, and another tab's doings do not confuse it: what is there now is asked for.
struct BasketNews: Equatable {
    let offer: Offer
    let was: Int
    let isNow: Int

    /// Nil when `request` says nothing, or nothing that can be true.
    init?(_ request: Request, basket: BasketDetail, offer: (ID<Variant>) async throws -> Offer?) async throws {
        let given = request.uri.queryParameters
        guard let variant = given[Substring(CartPaths.changed)].flatMap({ ID<Variant>($0) }),
            let was = given[Substring(CartPaths.was)].flatMap({ Int($0) }), (0...Basket.maximumQuantity).contains(was)
        else { return nil }
        let line = basket.lines.first { $0.offer.variant.id == variant }
        guard line?.quantity ?? 0 != was else { return nil }
        var known = line?.offer
        if known == nil { known = try await offer(variant) }
        guard let known else { return nil }
        (self.offer, self.was, isNow) = (known, was, line?.quantity ?? 0)
    }

    var kind: Kind { was == 0 ? .added : isNow == 0 ? .removed : .changed }
    enum Kind {
        case added, changed, removed
    }

    /// Whether it can be undone: what is not for sale any more does not come back.
    var isReversible: Bool { kind != .removed || offer.isForSale }

    var sentence: String {
        switch kind {
        case .added: "\(isNow > 1 ? "\(isNow) × " : "")\(offer.fullName): in your basket."
        case .changed: "\(offer.fullName): \(isNow) now, \(was) before."
        case .removed: "\(was > 1 ? "\(was) × " : "")\(offer.fullName): taken out."
        }
    }
}

extension Offer {
    /// The product's name, and the variant's when it has one.
    var fullName: String { variant.name.isEmpty ? productName : "\(productName), \(variant.name)" }
}
