/// Whose a basket is.
package enum BasketOwner: Sendable, Hashable {
    /// Whoever's browser carries its id.
    case browser(ID<Basket>)
    /// A member's, wherever they sign in. No browser carries its id.
    case member(ID<Person>)
}
