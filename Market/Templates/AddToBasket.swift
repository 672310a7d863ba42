import Shared
import SharedHTML
import SharedInfrastructure

/// The form that puts a product into the basket. It is sent to the cart, from here or from a page that somebody kept open.
struct AddToBasket {
    let product: Product
    let site: Site

    var body: HTML {
        """
        <form class="form add" method="post" action="\(url: site.link(CartPaths.items, on: .cart))" data-basket>
        \(product.variants.count == 1 ? product.variants.map(only) : [choices])
        <div class="with-button">
        \(FormField("quantity", label: "How many", value: "1", input: .count(1...Basket.maximumQuantity)).body)
        <button class="button">Add to basket</button>
        </div>
        </form>
        """
    }

    private func only(_ variant: Variant) -> HTML {
        """
        <p><span class="price price-large">\(variant.price)</span>\(variant.unitPrice.map { " <span class=\"price-unit\">\($0.description)</span>" })\
        \(variant.quantity.map { " <span class=\"price-unit\">for \($0.description)</span>" })</p>
        <input type="hidden" name="variant" value="\(variant.id)">
        """
    }

    private var choices: HTML {
        """
        <fieldset class="field"><legend>Which</legend>
        <div class="choices">\(product.variants.enumerated().map { choice($0.element, isFirst: $0.offset == 0) })</div>
        </fieldset>
        """
    }

    private func choice(_ variant: Variant, isFirst: Bool) -> HTML {
        """
        <label class="choice"><input type="radio" name="variant" value="\(variant.id)" required\(attribute: "checked", if: isFirst)>
        <span>\(variant.name)\(variant.quantity.map { "<span class=\"price-unit\">\($0.description)</span>" })</span>
        <span><span class="price">\(variant.price)</span>\(variant.unitPrice.map { "<span class=\"price-unit\">\($0.description)</span>" })</span></label>

        """
    }
}
