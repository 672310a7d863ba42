/// What can be found. The raw value stands in addresses.
package enum SearchKind: String, Sendable, Codable, CaseIterable {
    case posts
    case pages
    case products
    case entries
    /// What has things below it: a tag, an author, a producer, a market, a calendar.
    case collections
}
