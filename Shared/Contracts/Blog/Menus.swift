/// The navigation menus.
package protocol Menus: Sendable {
    /// The menu as readers see it: items that lead to posts which are not published are left out, with all that is below them. No items,
    /// and version 0, when nobody has made it.
    func tree(_ name: Menu.Name) async throws -> MenuTree
    /// The menu as an editor made it, whatever is published. No items, and version 0, when nobody has made it.
    func menu(_ name: Menu.Name) async throws -> Menu
    /// Replaces all of the menu. With `basedOn`, only if that is still its version (0 when it was not there). Throws `MenuError`.
    func replace(_ name: Menu.Name, with items: [Menu.Item], basedOn: Version?, in transaction: borrowing Transaction) async throws
        -> Change
}

/// Why a menu stays as it is.
package enum MenuError: Error, Equatable {
    case tooDeep(maximum: Int)
    case tooManyItems(maximum: Int)
    /// The label is empty or longer than 200 characters, the path or address longer than 2,000, or one holds a NUL character.
    case invalid(label: String)
    case noSuchPost(ID<Post>)
    case changedMeanwhile(now: Version)
}

/// A menu whose links are known.
package struct MenuTree: Sendable, Codable, Equatable {
    package let name: Menu.Name
    package let items: [Item]
    package let version: Version

    package init(name: Menu.Name, items: [Item], version: Version) {
        self.name = name
        self.items = items
        self.version = version
    }

    /// An item, and what is below it, in order.
    package struct Item: Sendable, Codable, Equatable {
        package let label: String
        package let link: Link
        package let children: [Item]

        package init(label: String, link: Link, children: [Item]) {
            self.label = label
            self.link = link
            self.children = children
        }
    }

    /// Where an item leads.
    package enum Link: Sendable, Codable, Hashable {
        /// A published post or page, with the id that its changes are known by.
        case post(ID<Post>, Slug)
        case path(ServiceName, String)
        /// An absolute address.
        case address(String)
        /// A heading, which leads nowhere.
        case none
    }
}
