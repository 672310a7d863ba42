/// Which part of a list is asked for.
package struct PageRequest: Sendable, Codable, Hashable {
    /// From 1.
    package let number: Int
    package let size: Int

    /// `number` from 1 to 10,000, `size` from 1 to 100; what is outside is brought to the nearest end, so that a lying query string costs
    /// no more than an honest one.
    package init(_ number: Int = 1, size: Int = 20) {
        self.number = min(max(number, 1), 10_000)
        self.size = min(max(size, 1), 100)
    }

    /// How many items come before the page.
    package var offset: Int { (number - 1) * size }
}

/// Part of a list.
package struct Listing<Item: Sendable & Codable & Equatable>: Sendable, Codable, Equatable {
    package let items: [Item]
    /// How many there are in the whole list.
    package let total: Int
    package let page: PageRequest

    package init(items: [Item], total: Int, page: PageRequest) {
        self.items = items
        self.total = total
        self.page = page
    }

    /// How many pages there are; 1 for an empty list.
    package var pages: Int { max(1, (total + page.size - 1) / page.size) }
}
