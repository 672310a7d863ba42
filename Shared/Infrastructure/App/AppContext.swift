package import Hummingbird
package import Shared

/// What travels with one request through middleware and handlers.
package struct AppContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    /// Names this request in logs and answers.
    package let requestID: RequestID
    /// Who is asking; set by the visitor middleware.
    package var visitor = Visitor()
    /// Baskets that the visitor's browser carries beside the visitor's own, which is the oldest. It got them when it put several first
    /// things in at once; the cart joins them.
    package var strayBaskets: [ID<Basket>] = []
    /// The member who is asking, with what pages show of them; nil for everybody else.
    package var signedIn: SignedIn?

    /// All baskets that the browser carries, the oldest first.
    package var carriedBaskets: [ID<Basket>] { (visitor.basket.map { [$0] } ?? []) + strayBaskets }

    package init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        requestID = RequestID.current ?? RequestID()
    }

    /// Hummingbird's own reads a logger's metadata, which is not where ours lives.
    package var id: String { requestID.description }
}
