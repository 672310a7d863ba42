import FoundationEssentials

/// What a worker knows of time. Tests have their own.
package protocol DeliveryClock: Sendable {
    var now: Moment { get }
    /// Returns when that moment has come. Throws when the task is cancelled.
    func sleep(until moment: Moment) async throws
}

/// The machine's clock.
package struct SystemDeliveryClock: DeliveryClock {
    package init() {}

    package var now: Moment { Moment(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded(.down))) }

    /// Looks at the clock again every minute: it may have been set.
    package func sleep(until moment: Moment) async throws {
        while now < moment { try await Task.sleep(for: min(moment - now, .seconds(60))) }
    }
}
