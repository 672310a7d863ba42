import Shared
import SharedHTML
import SharedInfrastructure

/// Cards and listings, with plenty in them, with little, and with none.
struct DesignCards {
    let site: Site
    private static let long = String(repeating: "Rhabarberbarbara", count: 12)

    var body: HTML {
        """
        <ul class="cards">
        \(card("Country sourdough", "Holm Bakery", "£4.40", "£4.89/kg"))\(card("A name in Arabic: خبز الجاودار", "🧑‍🌾 Long Acre", "£0.00", nil))\(card(Self.long, "with a name of two hundred letters", "£99,999.00", "£99,999.00/kg"))</ul>
        <ol class="listing">
        <li><p class="margin"><time datetime="2026-11-26">26 November 2026</time></p><div><h3><a href="#cards">Two hundred loaves and one oven</a></h3><p>On Friday nights the bakery makes everything that Saturday will eat.</p><p class="eyebrow"><span>by Maya Adeyemi</span></p></div></li>
        <li><p class="margin"><strong>12</strong>products</p><div><h3><a href="#cards">The larder</a></h3><p>Things that keep.</p></div></li></ol>
        \(LabelList([.diet(.vegan), .diet(.organic), .contains(.gluten), .mayContain(.nuts)]).body)
        \(EmptyState("The stalls are empty", "Nothing is listed here at the moment.", action: ("To all markets", site.link(MarketPaths.front, on: .market))).body)
        """
    }

    private func card(_ name: String, _ maker: String, _ price: String, _ unit: String?) -> HTML {
        """
        <li class="card"><span></span><div class="card-words"><h3><a href="#cards">\(name)</a></h3><p>\(maker)</p></div>\
        <p class="card-foot"><span class="price">\(price)</span>\(unit.map { "<span class=\"price-unit\">\($0)</span>" })</p></li>

        """
    }
}
