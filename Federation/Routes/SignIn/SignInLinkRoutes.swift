import FoundationEssentials
import HTTPTypes
import Hummingbird
import Shared
import SharedHTML
import SharedInfrastructure
import SharedServices

/// The link in the mail. Opening it does nothing, since programs that look through mail open links; the button on its page uses it up.
struct SignInLinkRoutes {
    let byMail: SignInByMail
    let cookies: SignInCookies
    let pages: SignInPages

    func add(to routes: Routes) {
        routes.get(FederationPaths.signInLinkPattern, use: show)
        routes.post(FederationPaths.signInLinkPattern, use: use)
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        guard let token = request.only(FederationPaths.linkToken).flatMap({ SecretToken($0) }) else {
            return try await trouble(.noLink, next: .front, request, context)
        }
        return try await answer(token, request, context)
    }

    @Sendable func use(_ request: Request, _ context: AppContext) async throws -> Response {
        let form = try await request.form(context)
        guard let token = SecretToken((try? form.required(FederationPaths.linkToken, as: String.self)) ?? "") else {
            return try await trouble(.noLink, next: .front, request, context)
        }
        let entry = try await byMail.enter(token, in: cookies.find(in: request.headers), request, context)
        if let response = pages.entered(entry, cookies) { return response }
        return try await answer(token, request, context)
    }

    /// What the link is to the browser that asks.
    private func answer(_ token: SecretToken, _ request: Request, _ context: AppContext) async throws -> Response {
        let browser = cookies.find(in: request.headers)
        guard let link = try await byMail.signIns.link(token, in: browser, at: Date()) else {
            return try await trouble(.noLink, next: .front, request, context)
        }
        let next = LocalPath(stored: link.next)
        switch link.state {
        case .open where link.isHere:
            return try await pages.show(LinkPage(address: link.address, token: token), next: next, to: request, context)
        case .open:
            return try await pages.show(ElsewherePage(code: SignInCode(of: token), next: next), next: next, to: request, context)
        case .used where try await isSignedIn(at: link.address, context): return pages.goOn(to: next.description)
        case .used, .superseded, .expired: return try await trouble(SignInTrouble(link.state), next: next, request, context)
        }
    }

    private func isSignedIn(at address: EmailAddress, _ context: AppContext) async throws -> Bool {
        guard let person = context.signedIn?.session.person else { return false }
        return try await byMail.people.reached(at: address)?.id == person
    }

    private func trouble(
        _ trouble: SignInTrouble, next: LocalPath, _ request: Request, _ context: AppContext
    ) async throws -> Response {
        try await pages.show(TroublePage(trouble: trouble, next: next), trouble.status, next: next, to: request, context)
    }
}

extension SignInPages {
    /// Where somebody goes whose proof was taken; nil for everybody else.
    func entered(_ entry: SignInByMail.Entry, _ cookies: SignInCookies) -> Response? {
        switch entry {
        case .signedIn(let anew, let next): goOn(to: LocalPath(stored: next).description, anew.cookies + [cookies.clearing])
        case .registering: goOn(to: FederationPaths.username.value)
        case .refused: nil
        }
    }
}
