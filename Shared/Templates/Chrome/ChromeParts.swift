/// The places of the other services' fragments that the chrome shows on every page, by what each is for. Those left empty show nothing.
package struct ChromeParts: Sendable {
    /// The menu tree, of the blog.
    package var navigation: Composition
    /// Who is signed in, of account.
    package var member: Composition
    /// What is in the basket, of cart.
    package var basket: Composition
    /// The calendars, of events.
    package var calendars: Composition
    /// The next entries of all calendars, of events.
    package var comingUp: Composition
    /// The featured products, of market.
    package var inSeason: Composition
    /// The co-op itself, of federation.
    package var cooperative: Composition

    package init(
        navigation: Composition = "", member: Composition = "", basket: Composition = "", calendars: Composition = "",
        comingUp: Composition = "", inSeason: Composition = "",
        cooperative: Composition = ""
    ) {
        self.navigation = navigation
        self.member = member
        self.basket = basket
        self.calendars = calendars
        self.comingUp = comingUp
        self.inSeason = inSeason
        self.cooperative = cooperative
    }
}

extension ChromeParts {
    /// What an ordinary page asks for.
    package static let everyPage = ChromeParts(
        navigation: "\(fragment: FragmentRequest(.navTree))",
        member: "\(fragment: FragmentRequest(.authMenu))",
        basket: "\(fragment: FragmentRequest(.miniCart))",
        calendars: "\(fragment: FragmentRequest(.containerNav))",
        comingUp: "\(fragment: FragmentRequest(.comingEntries))",
        inSeason: "\(fragment: FragmentRequest(.featuredProducts))",
        cooperative: "\(fragment: FragmentRequest(.linkCard(of: .federation), ["actor": "cooperative"]))")

    package var fragments: [FragmentRequest] {
        [navigation, member, basket, calendars, comingUp, inSeason, cooperative].flatMap(\.fragments)
    }
}
