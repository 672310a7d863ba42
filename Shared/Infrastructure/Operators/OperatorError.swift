/// Why an operator's command did nothing, as one line that says what to do.
package struct OperatorError: Error, Sendable, Equatable, CustomStringConvertible {
    package let description: String
    package init(_ description: String) { self.description = description }
}
