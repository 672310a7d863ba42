package import Shared

/// Who is asking, as far as the cookies of one request prove it.
package struct Visitor: Sendable, Hashable {
    /// The basket that the visitor cookie names.
    package var basket: ID<Basket>?
    /// The person that the session cookie proves.
    package var member: ID<Person>?

    package init(basket: ID<Basket>? = nil, member: ID<Person>? = nil) {
        self.basket = basket
        self.member = member
    }
}
