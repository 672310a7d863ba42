package import SharedHTML

/// The fragments of the other services that the chrome shows on every page, by what each is for.
package struct ChromeParts: Sendable {
    /// The menu tree, of the blog.
    package var navigation: HTML
    /// Who is signed in, of account.
    package var member: HTML
    /// What is in the basket, of cart.
    package var basket: HTML
    /// The calendars, of events.
    package var calendars: HTML
    /// The next entries of all calendars, of events.
    package var comingUp: HTML
    /// The featured products, of market.
    package var inSeason: HTML
    /// The co-op itself, of federation.
    package var cooperative: HTML

    package init(
        navigation: HTML = "", member: HTML = "", basket: HTML = "", calendars: HTML = "", comingUp: HTML = "", inSeason: HTML = "",
        cooperative: HTML = ""
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
