package import Shared
import SharedRedis

/// Makes stale what a change outdated, on every service. To do it twice changes nothing more than to do it once. Each service runs one for
/// its own activities.
package struct InvalidationHandler: ActivityHandler {
    package let name: HandlerName
    private let invalidator: CacheInvalidator

    package init(_ name: HandlerName, _ invalidator: CacheInvalidator) {
        self.name = name
        self.invalidator = invalidator
    }

    package func handle(_ activity: Activity) async throws {
        do { try await invalidator.invalidate(activity.changedTags) } catch let error as RedisError {
            // The invalidator tells the others as soon as Redis is back; this is for when the process is gone by then.
            throw HandlingPostponed(by: .seconds(30), because: "Redis cannot be told: \(error)")
        }
    }
}
