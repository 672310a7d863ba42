import Shared
import SharedHTML

extension FragmentType {
    /// What is in the visitor's basket, from the cart. Its fallback shows nothing, rather than an empty basket.
    package static let miniCart = FragmentType(
        "mini-cart", origin: .cart, audience: .visitor, timeToLive: .seconds(60), staleWhileRevalidate: .seconds(60),
        staleIfError: .seconds(600), budget: .milliseconds(250),
        fallback: """
            <div class="mini-cart"></div>
            """)
}
