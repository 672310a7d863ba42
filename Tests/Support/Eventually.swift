/// Waits until `condition` holds, and throws ``NeverHappened`` when it does not within `limit`.
package func eventually(
    _ what: String = "what a test waits for", within limit: Duration = .seconds(20), file: StaticString = #fileID, line: Int = #line,
    _ condition: () async throws -> Bool
) async throws {
    let deadline = ContinuousClock.now + limit
    while try await !condition() {
        guard ContinuousClock.now < deadline else { throw NeverHappened(what: "\(what) (\(file):\(line))") }
        try await Task.sleep(for: .milliseconds(5))
    }
}

/// What a test waited for did not come.
package struct NeverHappened: Error {
    package let what: String
    package init(what: String) { self.what = what }
}
