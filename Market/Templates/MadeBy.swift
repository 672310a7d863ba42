import Shared
import SharedHTML

/// Who grew, baked or made it.
struct MadeBy {
    let producer: Producer

    var body: HTML {
        """
        <section class="made-by"><h2>\(producer.name)</h2>
        \(producer.place.map { "<p class=\"eyebrow\">\($0)</p>" })\(producer.about.isEmpty ? nil : "<p>\(producer.about)</p>")</section>
        """
    }
}
