import Shared
import SharedHTML
import SharedInfrastructure

/// What somebody means to buy, with what it comes to. Where scripts run, its forms change the part `#basket` of the page alone.
struct BasketPage: PageView {
    let basket: BasketDetail
    /// Whether it is kept with an account.
    let isMembers: Bool
    let adoption: Adoption
    let problem: BasketProblem?
    let news: BasketNews?
    let site: Site

    var title: String { "Your basket" }
    var description: String { "What you mean to buy, and what it comes to." }
    var tags: Set<CacheTag> { [] }

    var body: Composition {
        """
        <div class="basket-page" id="basket" tabindex="-1" data-hx-target="#basket" data-hx-select="#basket" data-hx-swap="outerHTML" \
        data-hx-replace-url="true" data-hx-indicator="#basket" data-hx-sync="this:queue all">
        <header class="opening"><h1>\(title)</h1></header>
        \(adoption == .nothing ? nil : AdoptionNotice(news: adoption).body)\(stray.map { Notice(.problem, $0.sentence, takesFocus: true).body })\(notice)
        \(basket.lines.isEmpty ? empty : full)
        </div>
        """
    }

    /// A problem that is about none of the lines stands above them all.
    private var stray: BasketProblem? {
        problem.flatMap { problem in basket.lines.contains { $0.offer.variant.id == problem.variant } ? nil : problem }
    }

    /// What was changed is said beside its line; what came or went, above them.
    private var notice: HTML? {
        guard let news, problem == nil, news.kind != .changed else { return nil }
        return """
            <div class="notice basket-news"><p role="status" id="\(HTML(stringLiteral: CartPaths.news))" tabindex="-1">\(news.sentence)</p>\(news.isReversible ? Undo(news: news).body : nil)</div>
            """
    }

    private var full: HTML {
        """
        <div class="basket-sides">
        <ul class="basket-lines steps-back">
        \(basket.lines.map { BasketRow(line: $0, problem: problem, news: problem == nil ? news : nil, site: site).body })</ul>
        <section class="basket-sum" aria-labelledby="sum"><h2 id="sum">In all</h2>
        \(BasketSum(basket: basket).body)
        <p class="hint">Paying on this site arrives with checkout. Until then the basket is your list for Saturday: \(isMembers ? "it is kept with your account, on every device." : "it keeps for half a year, on this device, without an account.")</p>
        <p><a class="button is-quiet" href="\(url: site.link(MarketPaths.front, on: .market))">Keep looking around</a></p>
        </section>
        </div>
        """
    }

    private var empty: HTML {
        """
        <div class="basket-empty"><svg viewBox="0 0 120 90" width="120" height="90" aria-hidden="true" focusable="false">\
        <path d="M14 40h92l-9 42H23zM34 40 50 10M86 40 70 10M20 56h80M22 69h76M45 40l4 42M75 40l-4 42M60 40v42"/></svg>
        \(EmptyState("There is nothing in it", isMembers
                ? "Put something in from the market, and it will be here, wherever you are signed in."
                : "Put something in from the market, and it will be here, on every page of the site, without an account.",
            action: ("To the market", site.link(MarketPaths.front, on: .market))).body)</div>
        """
    }
}
