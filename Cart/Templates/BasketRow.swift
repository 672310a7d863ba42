import Shared
import SharedHTML
import SharedInfrastructure

/// One thing in the basket, with the forms that change how many there are and take it out.
struct BasketRow {
    let line: BasketDetail.Line
    let problem: BasketProblem?
    let news: BasketNews?
    let site: Site

    var body: HTML {
        """
        <li class="basket-line\(offer.isForSale ? nil : " is-away")">
        <div class="basket-picture">\(offer.picture.map { PictureView($0, site: site, owner: .market, sizes: .thumbnail).body })</div>
        <div class="basket-words">
        <h2><a href="\(url: address)">\(offer.productName)</a></h2>
        \(offer.variant.name.isEmpty ? nil : "<p class=\"eyebrow\">\(offer.variant.name)</p>\n")\
        <p class="eyebrow">\(each)</p>
        \(remark)</div>
        \(offer.isForSale ? quantity : nil)
        <p class="basket-amount price">\(amount)</p>
        \(removal)
        </li>

        """
    }

    private var offer: Offer { line.offer }
    private var address: Link { site.link(MarketPaths.product(offer.productSlug, in: offer.market.slug), on: .market) }
    private var amount: HTML { offer.isForSale ? line.price.map { "\($0)" } ?? "—" : "—" }
    private var fault: String? { problem.flatMap { $0.variant == offer.variant.id ? $0.sentence : nil } }

    private var each: HTML {
        let price = offer.variant.price
        guard let unit = offer.variant.unitPrice else { return "<span>\(price) each</span>" }
        // What is sold by the piece, one by one, says so once.
        return unit.price == price ? "<span>\(unit.description)</span>" : "<span>\(price) each</span><span>\(unit.description)</span>"
    }

    private var remark: HTML {
        if !offer.isForSale {
            return "\(fault.map { "<p class=\"wrong\">\($0)</p>\n" })<p class=\"wrong\">Not for sale any more. It does not count.</p>\n"
        }
        return line.formerPrice.map { former in
            let way = former.minorUnits < offer.variant.price.minorUnits ? "more" : "less"
            return "<p class=\"basket-remark\">It costs \(way) than when you put it in: \(offer.variant.price), \(former) then.</p>\n"
        } ?? ""
    }

    private var quantity: HTML {
        Stepper(
            line: line, typed: fault == nil ? String(line.quantity) : problem?.typed ?? String(line.quantity), fault: fault,
            news: news.flatMap { $0.kind == .changed && $0.offer.variant.id == offer.variant.id ? $0 : nil }
        ).body
    }

    private var removal: HTML {
        """
        <form class="basket-removal" method="post" action="\(url: CartPaths.removals)" data-hx-post="\(url: CartPaths.removals)">
        <input type="hidden" name="variant" value="\(offer.variant.id)">
        <button class="button is-quiet">Remove<span class="visually-hidden"> \(offer.fullName)</span></button>
        </form>
        """
    }
}
