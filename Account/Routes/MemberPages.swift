import HTTPTypes
import Hummingbird
import Shared
import SharedHTML
import SharedInfrastructure

/// Answers with pages that are for one person's eyes: kept nowhere, on no device.
struct MemberPages: Sendable {
    let pages: PageResponder
    let people: any People

    /// - Parameter isSecret: whether the page's address is a secret: then it is told to no other page. (`no-referrer` would have browsers
    ///   send `Origin: null` with the page's own form; Fetch standard, "append a request Origin header".)
    func show(
        _ view: any PageView, _ request: Request, _ context: AppContext, status: HTTPResponse.Status = .ok, isSecret: Bool = false
    ) async throws -> Response {
        var response = try await pages.respond(to: request, context, caching: .never, status: status) { view }
        response.headers[.cacheControl] = "no-store"
        if isSecret { response.headers[.referrerPolicy] = "strict-origin" }
        return response
    }

    /// Whoever asks, as a member, with what is known of them now. Throws a ``Problem`` as ``Access`` does.
    func member(_ request: Request, _ context: AppContext) async throws -> (member: SignedIn, person: Person) {
        let member = try Access.require(.member, request, context)
        // Who has just left is remembered as signed in for a moment.
        guard let person = try await people.person(member.session.person) else { throw Problem(.unauthorized) }
        return (member, person)
    }
}

extension Response {
    /// After a form: to a page that reloading does not send it again from.
    static func onwards(to link: Link) -> Response { .redirect(to: link.value, type: .normal) }
}
