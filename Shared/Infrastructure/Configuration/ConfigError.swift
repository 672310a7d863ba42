/// All that is wrong with the configuration, at once.
package struct ConfigError: Error, Sendable, Equatable, CustomStringConvertible {
    package struct Problem: Sendable, Equatable {
        /// The key, as the environment writes it: `DATABASE_URL`.
        package let key: String
        /// What is wrong with it: "is missing", "is not an origin".
        package let fault: String
        /// A value that would do.
        package let example: String
    }

    package let problems: [Problem]

    /// One line for an operator. It never shows what was set.
    package var description: String {
        "configuration: " + problems.map { "\($0.key) \($0.fault) (for example \($0.key)=\($0.example))" }.joined(separator: "; ")
    }
}
