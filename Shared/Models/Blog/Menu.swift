/// A navigation menu: a tree of items in the order in which they are shown.
package struct Menu: Sendable, Codable, Equatable {
    package let name: Name
    package let items: [Item]
    /// Zero for a menu that nobody has made yet.
    package let version: Version

    package init(name: Name, items: [Item], version: Version) {
        self.name = name
        self.items = items
        self.version = version
    }

    /// The menus that the site has.
    package enum Name: String, Sendable, Codable, CaseIterable {
        /// In the header of every page.
        case primary
        /// In the footer.
        case secondary
    }

    /// An item, and what is below it, in order.
    package struct Item: Sendable, Codable, Equatable {
        package let label: String
        package let target: Target
        package let children: [Item]

        package init(label: String, target: Target, children: [Item] = []) {
            self.label = label
            self.target = target
            self.children = children
        }
    }

    /// Where an item leads.
    package enum Target: Sendable, Codable, Hashable {
        /// A post or page of the blog, by what it is, so that a new slug breaks no menu.
        case post(ID<Post>)
        /// A path of a service: `market`, `/vegetables`.
        case path(ServiceName, String)
        /// An absolute address.
        case address(String)
        /// Nowhere: a heading over its children.
        case heading
    }

    /// How deep a menu may be: three levels.
    package static let maximumDepth = 3
    /// How many items it may hold in all.
    package static let maximumItems = 200
}
