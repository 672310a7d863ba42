import HTTPTypes
import Hummingbird
import Shared
import SharedHTML
import SharedInfrastructure

/// How pages of signing in and out are answered: made for one request, kept nowhere, and telling nobody whom they lead to where somebody was.
struct SignInPages: Sendable {
    private let pages: PageResponder
    private let policyOfLeaving: String

    init(pages: PageResponder, config: AppConfig) {
        self.pages = pages
        policyOfLeaving = ContentPolicy(config, forms: .anywhere).text
    }

    /// `next`: where the page's form leads in the end.
    func show(
        _ view: any PageView, _ status: HTTPResponse.Status = .ok, next: LocalPath = .front, _ headers: HTTPFields = [:],
        to request: Request, _ context: AppContext
    ) async throws -> Response {
        var response = try await pages.respond(to: request, context, caching: .never, status: status) { view }
        response.headers[.cacheControl] = "no-store"
        // The strictest with which browsers say where a form was sent from, instead of `Origin: null` (Fetch standard, "append a request Origin
        // header"). Other sites, our own siblings among them, are told nothing.
        response.headers[.referrerPolicy] = "same-origin"
        // An application that asked us who somebody is may be anywhere.
        if next.description.hasPrefix("/authorize?") { response.headers[.contentSecurityPolicy] = policyOfLeaving }
        response.headers.append(contentsOf: headers)
        return response
    }

    /// 303 to a path of ours, with what the browser is to keep or forget.
    func goOn(to path: String, _ cookies: [HTTPField] = []) -> Response {
        var response = Response.redirect(to: path, type: .normal)
        response.headers[.cacheControl] = "no-store"
        response.headers[.referrerPolicy] = "no-referrer"
        response.headers.append(contentsOf: cookies)
        return response
    }
}

extension Request {
    /// Where somebody goes on: what the address says, if it is a path of ours.
    var next: LocalPath { only(FederationPaths.next).flatMap { LocalPath($0) } ?? .front }

    /// The one value of that name in the address; nil when there is none, or several.
    func only(_ name: String) -> String? {
        let values = uri.queryParameters[values: Substring(name)]
        return values.count == 1 ? values.first.map(String.init) : nil
    }
}

extension Form {
    /// Where somebody goes on: a form that says elsewhere, or nowhere, leads to the front page.
    var next: LocalPath { (try? read(Field(FederationPaths.next, as: LocalPath.self, upTo: 4000))) ?? .front }
}

extension LocalPath {
    /// What was stored, which was one when it was.
    init(stored text: String) { self = LocalPath(text) ?? .front }

    var link: Link { Link(local: description) ?? FederationPaths.front }
}
