package import Shared
import SharedRedis

/// Makes stale what a change outdated, on every service. To do it twice changes nothing more than to do it once.
package protocol InvalidationHandler: ActivityHandler {
    var invalidator: CacheInvalidator { get }
}

extension InvalidationHandler {
    package func handle(_ activity: Activity) async throws {
        do { try await invalidator.invalidate(activity.changedTags) } catch is RedisError {
            // The invalidator owes it to the others and pays when Redis is back. To be called again until then would park the handling
            // after minutes, and with it all that changes the object later.
        }
    }
}

/// For the blog's own activities; runs in the blog.
package struct BlogFragmentsHandler: InvalidationHandler {
    package static let name = HandlerName.blogFragments
    package let invalidator: CacheInvalidator
    package init(_ invalidator: CacheInvalidator) { self.invalidator = invalidator }
}

/// For the market's own activities; runs in the market.
package struct MarketFragmentsHandler: InvalidationHandler {
    package static let name = HandlerName.marketFragments
    package let invalidator: CacheInvalidator
    package init(_ invalidator: CacheInvalidator) { self.invalidator = invalidator }
}

/// For the calendars' activities; runs in events.
package struct EventsFragmentsHandler: InvalidationHandler {
    package static let name = HandlerName.eventsFragments
    package let invalidator: CacheInvalidator
    package init(_ invalidator: CacheInvalidator) { self.invalidator = invalidator }
}

/// For what happens to people; runs in account.
package struct AccountFragmentsHandler: InvalidationHandler {
    package static let name = HandlerName.accountFragments
    package let invalidator: CacheInvalidator
    package init(_ invalidator: CacheInvalidator) { self.invalidator = invalidator }
}
