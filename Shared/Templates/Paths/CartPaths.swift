package import Shared
package import SharedHTML

/// The addresses of the cart, whose front page is the basket.
package enum CartPaths {
    package static let basketPattern = "/"
    package static let basket = Link(path: "/")
    /// The basket after something was done to `variant`, of which there were `was`: it says so, and how to undo it. A browser that is led here
    /// gives the focus to what is said (HTML, "scroll to the fragment"), so that it is read out without scripts too; a script is led past it.
    package static func basket(after variant: ID<Variant>, was: Int) -> Link {
        Link(path: "/#news").query([changed: variant.description, Self.was: "\(was)"])
    }
    /// The id of what is said.
    package static let news: StaticString = "news"
    package static let changed = "changed"
    package static let was = "was"

    package static let itemsPattern = "/items"
    /// Where forms anywhere on the site post what goes into the basket.
    package static let items = Link(path: "/items")
    package static let quantitiesPattern = "/quantities"
    /// Where the basket's forms post how many of a thing it shall hold.
    package static let quantities = Link(path: "/quantities")
    package static let removalsPattern = "/removals"
    package static let removals = Link(path: "/removals")
    package static let restorationsPattern = "/restorations"
    /// Where what was done is posted back: how many of a thing there were.
    package static let restorations = Link(path: "/restorations")
    package static let acknowledgementsPattern = "/acknowledgements"
    /// Where a member says that they have read what came into their basket by signing in.
    package static let acknowledgements = Link(path: "/acknowledgements")
}
