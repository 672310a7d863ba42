/// Where a text is not JSON, and why.
struct JSONError: Error, Equatable, CustomStringConvertible {
    /// In bytes, from 0.
    let offset: Int
    /// From 1.
    let line: Int
    /// In bytes, from 1.
    let column: Int
    let reason: String

    var description: String { "line \(line), column \(column) (byte \(offset)): \(reason)" }
}
