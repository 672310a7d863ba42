package import Shared
package import SharedHTML

/// What a label says of diets and allergens, in one order everywhere.
package struct LabelList: Sendable {
    package let labels: Set<Label>
    package init(_ labels: Set<Label>) { self.labels = labels }

    package var body: HTML {
        labels.isEmpty
            ? "" : "<ul class=\"labels\" aria-label=\"Diets and allergens\">\(Label.allCases.filter(labels.contains).map(item))</ul>"
    }

    private func item(_ label: Label) -> HTML {
        switch label {
        case .diet: "<li>\(label.description)</li>"
        case .contains, .mayContain: "<li class=\"allergen\">\(label.description)</li>"
        }
    }
}
