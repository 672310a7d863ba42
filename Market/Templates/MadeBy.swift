import Shared
import SharedHTML
import SharedInfrastructure

/// Who grew, baked or made it.
struct MadeBy {
    let producer: Producer
    let site: Site

    var body: HTML {
        """
        <section class="made-by" aria-labelledby="made-by">
        \(producer.picture.map { PictureView($0, site: site, owner: .market, sizes: .thumbnail).body })
        <div><p class="eyebrow">Made by</p>
        <h2 id="made-by"><a href="\(url: MarketPaths.producer(producer.slug))">\(producer.name)</a></h2>
        \(producer.place.map { "<p class=\"eyebrow\">\($0)</p>" })\(producer.about.isEmpty ? nil : "<p>\(producer.about)</p>")</div></section>
        """
    }
}
