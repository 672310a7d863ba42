package import HTTPTypes

/// What a person or a program is told when a request is not answered with what it asked for. Thrown by handlers, shown by ``ErrorPages``.
///
/// It never holds internals: no type's name, no SQL, no address of ours.
package struct Problem: Error, Sendable, Equatable {
    package let status: HTTPResponse.Status
    /// A sentence: what is so.
    package let title: String
    /// A sentence: what to do now.
    package let advice: String
    /// For 413, 429 and 503 (`Retry-After`), 405 (`Allow`), 416 (`Content-Range`).
    package var headers: HTTPFields

    package init(_ status: HTTPResponse.Status, title: String? = nil, advice: String? = nil, headers: HTTPFields = [:]) {
        let standard = Self.words(for: status)
        self.status = status
        self.title = title ?? standard.title
        self.advice = advice ?? standard.advice
        self.headers = headers
    }
}

extension Problem {
    package static let notFound = Problem(.notFound)
    /// The database cannot be reached, or the service is stopping: worth another try soon.
    package static let unavailable = Problem(.serviceUnavailable, headers: [.retryAfter: "5"])
    package static let internalError = Problem(.internalServerError)
    /// Who asks has left, while this was on its way.
    static let noMoreAccount = Problem(.conflict, title: "This account is no more.", advice: "Start from the front page.")

    package static func badRequest(_ title: String, advice: String? = nil) -> Problem { Problem(.badRequest, title: title, advice: advice) }

    private static func words(for status: HTTPResponse.Status) -> (title: String, advice: String) {
        switch status.code {
        case 400: ("This request cannot be read.", "Go back, reload the page and try again.")
        case 401: ("You are not signed in.", "Sign in and try again.")
        case 403: ("This is not allowed.", "Go back, reload the page and try again.")
        case 404:
            ("There is no such page.", "It may have moved, or the address has a slip in it. Search for it, or take one of the ways below.")
        case 405: ("This address does not take that kind of request.", "Go back to the page you came from.")
        case 408: ("The request took too long to arrive.", "Check your connection and try again.")
        case 409: ("This has changed in the meantime.", "Reload the page and try again.")
        case 410: ("This page is gone.", "Start from the front page.")
        case 413: ("What you sent is too large.", "Send less at once.")
        case 415: ("This kind of content is not taken here.", "Send the form as the page offers it.")
        case 416: ("That part of the file does not exist.", "Load the whole file.")
        case 422: ("Something in the form needs another look.", "Go back and check what you entered.")
        case 429: ("That was a lot at once.", "Wait a minute and try again; nothing is lost.")
        case 431: ("Your browser sent too much with this request.", "Delete this site's cookies and try again.")
        case 503: ("This part of the site is taking a short break.", "Try again in a few seconds. The other parts are open meanwhile.")
        case 500...599: ("Something went wrong on our side.", "Try again. If it stays, tell us the number below.")
        default: ("This request was not answered.", "Go back and try again.")
        }
    }
}
