/// Whether a service can do its work, and what it lacks.
package struct Readiness: Sendable, Equatable {
    /// What it cannot work without: a line for each, for an operator. Empty: ready.
    package var missing: [String]
    /// What it works without, more slowly or with less.
    package var degraded: [String]

    package init(missing: [String] = [], degraded: [String] = []) {
        self.missing = missing
        self.degraded = degraded
    }

    package var isReady: Bool { missing.isEmpty }
}
