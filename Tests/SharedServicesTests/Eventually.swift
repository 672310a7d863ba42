import Testing

struct NeverHappened: Error {}

/// Waits until `condition` holds, for ten seconds at most.
func eventually(sourceLocation: SourceLocation = #_sourceLocation, _ condition: () async throws -> Bool) async throws {
    let deadline = ContinuousClock.now + .seconds(10)
    while ContinuousClock.now < deadline {
        if try await condition() { return }
        try await Task.sleep(for: .milliseconds(10))
    }
    Issue.record("it did not happen within ten seconds", sourceLocation: sourceLocation)
    throw NeverHappened()
}
