import Shared
import SharedHTML
import SharedInfrastructure

/// One thing in the basket, with the forms that change how many there are and take it out.
struct BasketRow {
    let line: BasketDetail.Line
    let problem: BasketProblem?
    let site: Site

    var body: HTML {
        """
        <tr>
        <th scope="row"><a href="\(url: site.link(MarketPaths.product(offer.productSlug, in: offer.market.slug), on: .market))">\(offer.productName)</a>\
        \(offer.variant.name.isEmpty ? nil : " <span class=\"hint\">\(offer.variant.name)</span>")\
        \(offer.isForSale ? nil : " <span class=\"wrong\">Not for sale any more. It does not count.</span>")</th>
        <td class="each">\(PriceView(offer.variant.price, unitPrice: offer.variant.unitPrice).body)</td>
        <td>\(quantity)</td>
        <td class="amount">\(amount)</td>
        <td class="removal">\(removal)</td>
        </tr>

        """
    }

    private var amount: HTML { offer.isForSale ? line.price.map { "\($0)" } ?? "—" : "—" }
    private var offer: Offer { line.offer }
    private var fault: String? { problem.flatMap { $0.variant == offer.variant.id ? $0.sentence : nil } }
    private var typed: String { fault == nil ? String(line.quantity) : problem?.typed ?? String(line.quantity) }

    private var quantity: HTML {
        """
        <form method="post" action="\(url: CartPaths.quantities)">
        <input type="hidden" name="variant" value="\(offer.variant.id)">
        <label class="visually-hidden" for="quantity-\(offer.variant.id)">How many of \(name)</label>
        <input class="number" type="number" inputmode="numeric" id="quantity-\(offer.variant.id)" name="quantity" value="\(typed)" min="0" \
        max="\(Basket.maximumQuantity)" required\(attribute: "aria-invalid", fault.map { _ in "true" })\
        \(attribute: "aria-describedby", fault.map { _ in "problem-\(offer.variant.id)" })>
        <button class="button is-quiet">Update<span class="visually-hidden"> \(name)</span></button>
        </form>
        \(fault.map { "<p class=\"wrong\" id=\"problem-\(offer.variant.id)\">\($0)</p>" })
        """
    }

    private var removal: HTML {
        """
        <form method="post" action="\(url: CartPaths.removals)">
        <input type="hidden" name="variant" value="\(offer.variant.id)">
        <button class="button is-quiet">Remove<span class="visually-hidden"> \(name)</span></button>
        </form>
        """
    }

    private var name: String { offer.variant.name.isEmpty ? offer.productName : "\(offer.productName), \(offer.variant.name)" }
}
