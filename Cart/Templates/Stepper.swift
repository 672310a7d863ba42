import Shared
import SharedHTML
import SharedInfrastructure

/// How many of a thing there are, with one less and one more. Each button sends the form, so that no script is needed; the first in the form is
/// the one that Enter in the field presses. The field is one of text, since what is wrong in it is said by the cart, in words.
struct Stepper {
    let line: BasketDetail.Line
    let typed: String
    let fault: String?
    let news: BasketNews?

    var body: HTML {
        """
        <div class="basket-many">
        <form class="stepper" method="post" action="\(url: CartPaths.quantities)" data-hx-post="\(url: CartPaths.quantities)" \
        data-hx-trigger="submit, change delay:250ms" data-stepper>
        <input type="hidden" name="variant" value="\(id)">
        <button class="button is-quiet stepper-set">Update<span class="visually-hidden"> how many of \(name)</span></button>
        <button class="step" id="less-\(id)" name="step" value="-1" aria-label="One less: \(name)">−</button>
        <label class="visually-hidden" for="quantity-\(id)">How many of \(name)</label>
        <input class="number" inputmode="numeric" id="quantity-\(id)" name="quantity" value="\(typed)" maxlength="20" \
        data-most="\(Basket.maximumQuantity)" autocomplete="off"\(attribute: "aria-invalid", fault.map { _ in "true" })\(attribute: "autofocus", if: fault != nil)\
        \(attribute: "aria-describedby", fault.map { _ in "problem-\(id)" })>
        <button class="step" id="more-\(id)" name="step" value="1" aria-label="One more: \(name)"\(attribute: "disabled", if: line.quantity >= Basket.maximumQuantity)>+</button>
        </form>
        \(fault.map { "<p class=\"wrong\" id=\"problem-\(id)\" role=\"alert\">\($0)</p>" })\
        \(news.map(was))</div>
        """
    }

    /// One sentence, of which the end stands beside the field, since the field shows the rest.
    private func was(_ news: BasketNews) -> HTML {
        """
        <div class="basket-was"><p role="status" id="\(HTML(stringLiteral: CartPaths.news))" tabindex="-1">\
        <span class="visually-hidden">\(name): \(news.isNow) now, </span>\(news.was) before<span class="visually-hidden">.</span></p>\(Undo(news: news).body)</div>
        """
    }

    private var id: ID<Variant> { line.offer.variant.id }
    private var name: String { line.offer.fullName }
}
