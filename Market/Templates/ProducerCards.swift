import Shared
import SharedHTML
import SharedInfrastructure

/// Who grows, bakes and makes, as cards.
struct ProducerCards {
    let producers: [ProducerSummary]
    let site: Site

    var body: HTML { "<ul class=\"cards are-wide producers\">\n\(producers.map(card))</ul>" }

    private func card(_ summary: ProducerSummary) -> HTML {
        let producer = summary.producer
        return """
            <li class="card">
            \(producer.picture.map { PictureView($0, site: site, owner: .market, cssClass: "card-picture").body } ?? "<span class=\"card-picture\"></span>")
            <div class="card-words">
            <h3><a href="\(url: MarketPaths.producer(producer.slug))">\(producer.name)</a></h3>
            \(producer.about.isEmpty ? nil : "<p class=\"producer-about\">\(producer.about)</p>")
            </div>
            <p class="card-foot eyebrow"><span>\(producer.place ?? "")</span><span>\(summary.products) \(summary.products == 1 ? "product" : "products")</span></p>
            </li>

            """
    }
}
