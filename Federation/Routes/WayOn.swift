import HTTPTypes
import Hummingbird
import Shared
import SharedHTML
import SharedInfrastructure

/// Sends a browser on to a client.
struct WayOn: Sendable {
    let pages: PageResponder

    /// By a redirect; or, when a form of ours led here and the client is no part of our site, by a page that goes on by itself. Browsers hold
    /// the redirects after a form to the `form-action` of the page that it stood on, which names our six (Content Security Policy 3, section
    /// 6.4.2.1; Chromium does so).
    func go(
        to address: String, of client: Client, afterForm: Bool, cookies: [HTTPField] = [], _ request: Request, _ context: AppContext
    ) async throws -> Response {
        var response =
            if afterForm, client.kind == .thirdParty, let link = Link(absolute: address) {
                try await page(link, of: client, request, context)
            } else { Response.redirect(to: address, type: .normal) }
        for cookie in cookies { response.headers.append(cookie) }
        return Self.unkept(response, referrer: "no-referrer")
    }

    private func page(_ link: Link, of client: Client, _ request: Request, _ context: AppContext) async throws -> Response {
        var response = try await pages.respond(to: request, context, caching: .never) { ContinuePage(name: client.name, link: link) }
        response.headers[.refresh] = "0;url=\(link.value)"
        return response
    }

    /// What is for this browser alone, and names codes: kept nowhere, and told to nobody by the next request. A page with a form of ours
    /// says `same-origin`: with `no-referrer`, browsers would hide from us too where it was sent from (Fetch standard, "append a request Origin
    /// header").
    static func unkept(_ response: Response, referrer: String) -> Response {
        var response = response
        response.headers[.cacheControl] = "no-store"
        response.headers[.referrerPolicy] = referrer
        return response
    }
}
