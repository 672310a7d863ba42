/// Style sheets that some pages need and others need not pay for: the folder of its name in `Shared/Static/styles`.
package enum PageBundle: String, Sendable, CaseIterable {
    /// Articles, and the prose in them.
    case reading
    /// Tables and charts.
    case figures
    /// The living page of the site's look.
    case specimens

    package var styles: String { "styles-\(rawValue).css" }
}
