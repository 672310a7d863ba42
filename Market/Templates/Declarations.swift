import Shared
import SharedHTML

/// What a product's label must say, in words: which allergens are in it, which may be, and whom it suits.
struct Declarations {
    let labels: Set<Label>

    var body: HTML {
        """
        <dl class="facts declarations">
        <div><dt>Contains</dt><dd>\(contains.isEmpty ? "None of the fourteen allergens" : strong(contains))</dd></div>
        \(mayContain.isEmpty ? nil : "<div><dt>May contain</dt><dd>\(strong(mayContain))</dd></div>\n")\
        \(diets.isEmpty ? nil : "<div><dt>Suits</dt><dd>\(diets)</dd></div>\n")</dl>
        """
    }

    private func strong(_ words: String) -> HTML { "<strong>\(words)</strong>" }
    private var diets: String { Label.Diet.allCases.filter { labels.contains(.diet($0)) }.map(\.rawValue).joined(separator: ", ") }
    private var contains: String {
        Label.Allergen.allCases.filter { labels.contains(.contains($0)) }.map(\.rawValue).joined(separator: ", ")
    }
    private var mayContain: String {
        Label.Allergen.allCases.filter { labels.contains(.mayContain($0)) }.map(\.rawValue).joined(separator: ", ")
    }
}
