import HTTPTypes
import Shared
import SharedInfrastructure

/// Why the basket did not become what was asked for, as a sentence, and beside which line it belongs.
struct BasketProblem: Equatable {
    let sentence: String
    let variant: ID<Variant>?
    /// What was typed for it, so that nobody types it twice.
    let typed: String?

    init(_ sentence: String, variant: ID<Variant>? = nil, typed: String? = nil) {
        self.sentence = sentence
        self.variant = variant
        self.typed = typed
    }

    init(_ error: BasketError, form: Form) {
        let sentence =
            switch error {
            case .notForSale: "This is not for sale at the moment, so it was not added."
            case .quantity(let allowed):
                "A basket holds \(allowed.lowerBound) to \(allowed.upperBound) of one thing, so nothing was changed."
            case .full(let maximum): "A basket holds \(maximum) different things, and yours is full. Take something out first."
            case .otherCurrency(let currency):
                "What is in your basket is priced in \(currency.rawValue), and this is not. It was not added."
            case .notInBasket: "This is no longer in your basket. Perhaps you took it out in another tab."
            }
        let sent = try? form.read(Field<ID<Variant>?>.optional("variant"), Field<String?>.optional("quantity", upTo: 20))
        self.init(sentence, variant: sent?.0, typed: sent?.1)
    }

    init(_ errors: FormErrors) {
        let sentence =
            errors["quantity"].map { "How many? \($0)" }
            ?? "That form did not come from one of our pages. Open the product again and add it from there."
        self.init(
            sentence, variant: errors.typed["variant"].flatMap { ID($0) }, typed: errors.typed["quantity"].map { String($0.prefix(20)) })
    }
}
