/// Style sheets and a script that some pages need and others need not pay for: the folder of its name in `Shared/Static/styles` and, where
/// there is one, in `Shared/Static/scripts`.
package enum PageBundle: String, Sendable, CaseIterable {
    /// Articles, and the prose in them.
    case reading
    /// Tables and charts.
    case figures
    /// Months, weeks and lists of entries.
    case calendar
    /// Markets, producers and products.
    case market
    /// Putting something into the basket, and the basket itself.
    case basket
    /// Signing in with passkeys, and having them.
    case passkeys
    /// What a search found. Its script is no part of it: that is for the field in every masthead.
    case search
    /// The living page of the site's look.
    case specimens

    package var styles: String { "styles-\(rawValue).css" }

    package var script: String? {
        switch self {
        case .calendar, .market, .basket, .passkeys: "scripts-\(rawValue).js"
        case .reading, .figures, .search, .specimens: nil
        }
    }
}
