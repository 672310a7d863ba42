package import Shared

extension UnitQuantity: CustomStringConvertible {
    /// As a label has it: `450 g`, `1.5 kg`, `750 ml`, `2 L`, `6 pieces`.
    package var description: String {
        switch unit {
        case .grams: Self.scaled(amount, small: "g", large: "kg")
        case .millilitres: Self.scaled(amount, small: "ml", large: "L")
        case .pieces: amount == 1 ? "1 piece" : "\(amount) pieces"
        }
    }

    private static func scaled(_ amount: Int, small: String, large: String) -> String {
        guard amount >= 1000 else { return "\(amount) \(small)" }
        var decimals = String(amount % 1000 + 1000).dropFirst()
        while decimals.last == "0" { decimals.removeLast() }
        return "\(amount / 1000)\(decimals.isEmpty ? "" : ".")\(decimals) \(large)"
    }
}
