import Shared
import SharedHTML
import SharedInfrastructure

/// What somebody means to buy, with what it comes to.
struct BasketPage: PageView {
    let basket: BasketDetail
    let problem: BasketProblem?
    let site: Site

    var title: String { "Your basket" }
    var description: String { "What you mean to buy, and what it comes to." }
    var tags: Set<CacheTag> { [] }

    var body: Composition {
        """
        <header class="opening"><h1>\(title)</h1></header>
        \(stray.map { Notice(.problem, $0.sentence).body })
        \(basket.lines.isEmpty ? empty : table)
        """
    }

    /// A problem that is about none of the lines stands above them all.
    private var stray: BasketProblem? {
        problem.flatMap { problem in basket.lines.contains { $0.offer.variant.id == problem.variant } ? nil : problem }
    }

    private var table: HTML {
        """
        <div class="section">
        <table class="basket">
        <thead><tr><th scope="col">What</th><th scope="col" class="each">Each</th><th scope="col">How many</th>\
        <th scope="col" class="amount">Comes to</th><th scope="col"><span class="visually-hidden">Remove</span></th></tr></thead>
        <tbody>
        \(basket.lines.map { BasketRow(line: $0, problem: problem, site: site).body })</tbody>
        \(basket.total.map { "<tfoot><tr><th scope=\"row\" colspan=\"3\">Total</th><td class=\"amount\">\($0)</td><td></td></tr></tfoot>\n" })</table>
        </div>
        <div class="form">
        <p><a class="button is-quiet" href="\(url: site.link(MarketPaths.front, on: .market))">Keep looking around</a></p>
        <p class="hint">Paying on this site arrives with checkout. Until then the basket is your list for Saturday: it keeps, on this device, without an account.</p>
        </div>
        """
    }

    private var empty: HTML {
        EmptyState(
            "There is nothing in it",
            "Put something in from the market, and it will be here, on every page of the site, without an account.",
            action: ("To the market", site.link(MarketPaths.front, on: .market))
        ).body
    }
}
