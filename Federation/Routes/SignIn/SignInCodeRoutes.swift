import FoundationEssentials
import HTTPTypes
import Hummingbird
import Shared
import SharedHTML
import SharedInfrastructure

/// Where a browser waits that has begun: it is told to look for mail, and takes the code of whoever reads their mail elsewhere.
struct SignInCodeRoutes {
    let byMail: SignInByMail
    let cookies: SignInCookies
    let pages: SignInPages

    func add(to routes: Routes) {
        routes.get(FederationPaths.signInCodePattern, use: show)
        routes.post(FederationPaths.signInCodePattern, use: enter)
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        try await answer(request, context)
    }

    @Sendable func enter(_ request: Request, _ context: AppContext) async throws -> Response {
        let form = try await request.form(context)
        guard let browser = cookies.find(in: request.headers) else { return try await answer(request, context) }
        let code: SignInCode
        do { code = try form.read(Field("code", as: SignInCode.self, upTo: 60)) } catch let errors {
            return try await answer(request, context, typed: errors.typed["code"] ?? "", problem: errors["code"])
        }
        let entry = try await byMail.enter(code, in: browser, request, context)
        if let response = pages.entered(entry, cookies) { return response }
        guard case .refused(.wrong(let left)) = entry else { return try await answer(request, context) }
        guard left > 0 else { return try await trouble(.noTries, next: form.next, request, context) }
        let problem = "That is not the code of the latest mail. \(left == 1 ? "One more try is left." : "\(left) tries are left.")"
        return try await answer(request, context, typed: code.text, problem: problem)
    }

    /// What the browser's newest sign-in is to it.
    private func answer(
        _ request: Request, _ context: AppContext, typed: String = "", problem: String? = nil
    ) async throws -> Response {
        guard let browser = cookies.find(in: request.headers) else { return try await lost(request, context) }
        guard let newest = try await byMail.signIns.newest(in: browser, at: Date()) else { return try await lost(request, context) }
        let next = LocalPath(stored: newest.next)
        guard newest.state == .open else {
            return try await trouble(SignInTrouble(newest.state), next: next, request, context)
        }
        let page = SentPage(address: newest.address, typed: typed, problem: problem, next: next)
        return try await pages.show(page, problem == nil ? .ok : .unprocessableContent, next: next, to: request, context)
    }

    /// Nothing was begun in this browser, or its cookie was not kept. Who is signed in has no need of it.
    private func lost(_ request: Request, _ context: AppContext) async throws -> Response {
        guard context.signedIn == nil else { return pages.goOn(to: FederationPaths.signIn.value) }
        return try await trouble(.noBrowser, next: .front, request, context)
    }

    private func trouble(
        _ trouble: SignInTrouble, next: LocalPath, _ request: Request, _ context: AppContext
    ) async throws -> Response {
        try await pages.show(TroublePage(trouble: trouble, next: next), trouble.status, next: next, to: request, context)
    }
}
