import ArgumentParser
import Shared
import SharedInfrastructure

/// `Market add <market> <name> --price 3.50 --picture leeks.jpg --alternative "Three leeks"`
struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Makes a product in a market and lists it.")

    @Argument(help: "The market's slug.") var market: Slug
    @Argument(help: "What the product is called.") var name: String
    @Option(help: "What it costs, in the market's currency: 3.50.") var price: String
    @Option(help: "What the price is in.") var currency = Currency.gbp
    @Option(help: "How much is in it: 500g, 750ml, 6piece.") var quantity: UnitQuantity?
    @Option(help: "The last part of its address; made of the name without it.") var slug: Slug?
    @Flag(help: "Shows it on the front page and in the footer of every page.") var featured = false

    @OptionGroup var picture: PictureOptions

    func run() async throws {
        guard let money = Money(decimal: price, currency: currency) else { throw ValidationError("\(price) is no price; for example 3.50") }
        guard let slug = slug ?? Slug(title: name) else { throw ValidationError("No address can be made of \(name); give it a --slug") }
        try await OperatorSession.run(.market) { session in
            try await Stocking(.market(session.database)).add(
                name, slug: slug, to: market, variants: [VariantDraft(price: money, quantity: quantity)], featured: featured,
                picture: picture.put(into: session.pictures))
        }
        print("\(market)/\(slug) is listed for \(money).")
    }
}

extension Currency: ExpressibleByArgument {}

extension UnitQuantity: ExpressibleByArgument {
    init?(argument: String) {
        let digits = argument.prefix { $0.isASCII && $0.isNumber }
        guard let amount = Int(digits), let unit = Unit(rawValue: String(argument.dropFirst(digits.count))) else { return nil }
        self.init(amount, unit)
    }
}
