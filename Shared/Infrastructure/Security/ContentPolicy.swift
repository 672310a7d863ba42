import Shared

/// What a page of ours may do (Content Security Policy, level 3).
///
/// Nothing inline, so pages need no nonces and can be cached. Pictures in imported posts stay where they were, hence `https:`. Scripts of every page put
/// things into the basket, which is the cart's.
package struct ContentPolicy: Sendable {
    /// Where forms may lead.
    package enum FormTargets: Sendable {
        /// To the six services.
        case site
        /// Anywhere in the end. Chromium holds `form-action` against each redirection that follows a form, too, and after signing in these lead on
        /// to whoever asked us who somebody is.
        case anywhere
    }

    package let text: String

    package init(_ config: AppConfig, forms: FormTargets = .site) {
        let six = config.publicOrigins.all.map(\.description).joined(separator: " ")
        let formAction = forms == .site ? "form-action \(six); " : ""
        text =
            "default-src 'self'; img-src 'self' https: data: \(six); connect-src 'self' \(config.publicOrigins[.cart]); \(formAction)"
            + "frame-ancestors 'none'; base-uri 'none'; object-src 'none'; frame-src 'none'"
    }
}
