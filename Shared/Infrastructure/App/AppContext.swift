package import Hummingbird
import NIOCore
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
    private let connection: any Channel

    /// Who is at the other end of the connection: a proxy, mostly (``ClientNetwork``). Nil when the connection has just ended.
    var peer: SocketAddress? { connection.remoteAddress }

    /// All baskets that the browser carries, the oldest first.
    package var carriedBaskets: [ID<Basket>] { (visitor.basket.map { [$0] } ?? []) + strayBaskets }

    package init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        requestID = RequestID.current ?? RequestID()
        connection = source.channel
    }

    /// Hummingbird's own reads a logger's metadata, which is not where ours lives.
    package var id: String { requestID.description }
}
