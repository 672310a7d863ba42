/// What a product's label says about diets and allergens. The raw value is how it is stored and written in addresses.
package enum Label: Sendable, Hashable, Codable, CaseIterable, RawRepresentable {
    case diet(Diet)
    case contains(Allergen)
    case mayContain(Allergen)

    /// The diets that a product can suit.
    package enum Diet: String, Sendable, Codable, CaseIterable {
        case vegan, vegetarian, organic
        case glutenFree = "gluten-free"
        case dairyFree = "dairy-free"
    }

    /// The fourteen that must be declared (Regulation (EU) 1169/2011, annex II, kept in United Kingdom law).
    package enum Allergen: String, Sendable, Codable, CaseIterable {
        case celery, gluten, crustaceans, eggs, fish, lupin, milk, molluscs, mustard, nuts, peanuts, sesame, soya, sulphites
    }

    package static var allCases: [Label] {
        Diet.allCases.map(Label.diet) + Allergen.allCases.map(Label.contains) + Allergen.allCases.map(Label.mayContain)
    }

    package var rawValue: String {
        switch self {
        case .diet(let diet): "diet:\(diet.rawValue)"
        case .contains(let allergen): "contains:\(allergen.rawValue)"
        case .mayContain(let allergen): "may-contain:\(allergen.rawValue)"
        }
    }

    package init?(rawValue: String) {
        let parts = rawValue.split(separator: ":", maxSplits: 1)
        guard parts.count == 2 else { return nil }
        switch parts[0] {
        case "diet": self.init(Diet(rawValue: String(parts[1])).map(Label.diet))
        case "contains": self.init(Allergen(rawValue: String(parts[1])).map(Label.contains))
        case "may-contain": self.init(Allergen(rawValue: String(parts[1])).map(Label.mayContain))
        default: return nil
        }
    }

    private init?(_ label: Label?) {
        guard let label else { return nil }
        self = label
    }
}

extension Label: CustomStringConvertible {
    /// As people read it: `vegan`, `contains milk`, `may contain nuts`.
    package var description: String {
        switch self {
        case .diet(let diet): diet.rawValue
        case .contains(let allergen): "contains \(allergen.rawValue)"
        case .mayContain(let allergen): "may contain \(allergen.rawValue)"
        }
    }
}
