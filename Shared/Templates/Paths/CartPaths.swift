package import SharedHTML

/// The addresses of the cart, whose front page is the basket.
package enum CartPaths {
    package static let basketPattern = "/"
    package static let basket = Link(path: "/")

    package static let itemsPattern = "/items"
    /// Where forms anywhere on the site post what goes into the basket.
    package static let items = Link(path: "/items")
    package static let quantitiesPattern = "/quantities"
    /// Where the basket's forms post how many of a thing it shall hold.
    package static let quantities = Link(path: "/quantities")
    package static let removalsPattern = "/removals"
    package static let removals = Link(path: "/removals")
}
