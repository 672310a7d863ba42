/// A value that must not be shown: it prints as its length, in logs, errors and dumps alike.
package struct Secret: Sendable, Hashable {
    /// The bytes themselves, for the one place that needs them.
    package let bytes: [UInt8]

    package init(_ text: some StringProtocol) { bytes = Array(text.utf8) }

    /// The bytes read as UTF-8: a connection string, for the client that connects.
    package var text: String { String(decoding: bytes, as: UTF8.self) }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "(secret of \(bytes.count) bytes)" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
