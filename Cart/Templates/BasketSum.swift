import Shared
import SharedHTML
import SharedInfrastructure

/// How many things there are, and what they come to.
struct BasketSum {
    let basket: BasketDetail

    var body: HTML {
        """
        <dl class="sum">
        <div><dt>\(things)</dt><dd class="price price-large">\(basket.total.map { "\($0)" } ?? "—")</dd></div>
        \(away == 0 ? nil : "<div><dt>Not for sale any more</dt><dd>\(away)</dd></div>\n")</dl>
        """
    }

    private var forSale: Int { basket.lines.reduce(0) { $0 + ($1.offer.isForSale ? $1.quantity : 0) } }
    private var away: Int { basket.count - forSale }
    private var things: String { forSale == 1 ? "1 thing" : "\(forSale) things" }
}
