import Shared
import SharedHTML
import SharedInfrastructure

/// The form that looks for words in a market and says in which order products stand. What is narrowed already goes with it: those fields stand in
/// ``Narrowing``, so that they are right after a part of the page was changed.
struct ProductSearch {
    let market: Slug
    let query: MarketQuery

    var body: HTML {
        """
        <form class="find" id="find" role="search" aria-label="This market" action="\(url: MarketPaths.market(market))" \
        data-hx-get="\(url: MarketPaths.market(market))" data-hx-trigger="submit, input delay:350ms">
        <div class="field find-words"><label for="find-words">Search this market</label>
        <input type="search" id="find-words" name="\(MarketQuery.Key.words)" value="\(query.choice.words?.typed ?? "")" \
        maxlength="\(SearchWords.longestText)" placeholder="Bread, apples, a grower’s name" autocomplete="off" enterkeyhint="search"></div>
        <div class="field find-order"><label for="find-order">Order</label>
        <select id="find-order" name="\(MarketQuery.Key.order)">\(ProductOrder.allCases.map(option))</select></div>
        <button class="button is-quiet">Show</button>
        </form>
        """
    }

    private func option(_ order: ProductOrder) -> HTML {
        "<option value=\"\(order.rawValue)\"\(attribute: "selected", if: order == query.choice.order)>\(order.words)</option>"
    }
}

extension ProductOrder {
    /// As the choice has it.
    fileprivate var words: String {
        switch self {
        case .suggested: "Our order"
        case .name: "By name"
        case .price: "Lowest price"
        case .unitPrice: "Lowest price per kg or litre"
        case .newest: "Newest"
        }
    }
}
