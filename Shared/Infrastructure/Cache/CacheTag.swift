import FoundationEssentials
package import Shared

/// A name for something that fragments and pages show, and that changes. When it changes, all that carries its tag is stale.
///
/// A thing is named by its id (ids are unique over all types); a collection by a word, which changes when one of its members comes,
/// goes or takes another place in it.
package struct CacheTag: Hashable, Sendable, CustomStringConvertible {
    /// Printable ASCII without a comma or a blank: tags travel in a header's list.
    package let description: String

    /// Nil when `text` is empty, longer than 100 characters, or has a character that no tag has.
    package init?(_ text: some StringProtocol) {
        guard (1...100).contains(text.utf8.count), text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: ",") }) else {
            return nil
        }
        description = String(text)
    }

    private init(known text: String) { description = text }

    /// One thing: a post, a product, a basket, a person.
    package init<Entity>(_ id: ID<Entity>) { description = id.description }

    /// One thing of any domain, as activities name it: the same tag as its id's.
    package init(_ object: ObjectReference) { description = object.id.uuidString.lowercased() }

    /// The basket that a member has, or will have: it is known by its owner before it is there.
    package static func basket(of member: ID<Person>) -> CacheTag { CacheTag(known: "basket:\(member)") }

    /// The navigation menu.
    package static let menu = CacheTag(known: "menu")
    /// Which posts and pages are published, and in what order.
    package static let posts = CacheTag(known: "posts")
    /// Which markets there are.
    package static let markets = CacheTag(known: "markets")
    /// Which products are on sale, and which are featured.
    package static let products = CacheTag(known: "products")
    /// Which calendars there are.
    package static let calendars = CacheTag(known: "calendars")
    /// Which entries are coming, and when.
    package static let entries = CacheTag(known: "entries")
    /// Who is known to the platform.
    package static let people = CacheTag(known: "people")
    /// All that `service` renders in its present build; carried by every fragment without being named.
    package static func build(of service: ServiceName) -> CacheTag { CacheTag(known: "build:\(service.rawValue)") }
}
