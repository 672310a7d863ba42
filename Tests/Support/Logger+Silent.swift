package import Logging

extension Logger {
    /// A logger that says nothing.
    package static let silent = Logger(label: "silent") { _ in SwiftLogNoOpLogHandler() }
}
