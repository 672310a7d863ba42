/// Markup from outside that has been through the sanitiser. Pages show it as it is, so only the sanitiser and the column that stores
/// its output make one.
package struct SanitizedHTML: Hashable, Sendable, Codable {
    package let markup: String

    /// No markup.
    package static let empty = SanitizedHTML(alreadySanitized: "")

    /// Takes `markup` at its word.
    package init(alreadySanitized markup: String) { self.markup = markup }
}
