import FoundationEssentials
import HTTPTypes
import Hummingbird
import Shared
import SharedInfrastructure

/// The way out. Who goes it has shown, within the last ten minutes, that it is they.
struct LeavingRoutes {
    let desk: LeavingDesk
    let pages: MemberPages
    let cookies: LeavingCookies
    let site: Site

    func add(to routes: Routes) {
        routes.get(AccountPaths.leavingPattern, use: show)
        routes.post(AccountPaths.departuresPattern, use: leave)
        routes.get(AccountPaths.departedPattern, use: departed)
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        let (member, person) = try await pages.member(request, context)
        _ = try await Access.requireProof(of: member, desk.devices, request)
        return try await pages.show(LeavingPage(person: person, site: site), request, context)
    }

    @Sendable func leave(_ request: Request, _ context: AppContext) async throws -> Response {
        let (member, person) = try await pages.member(request, context)
        _ = try await Access.requireProof(of: member, desk.devices, request, backTo: AccountPaths.leavingPattern)
        let form = try await request.form(context)
        let owner = RecordsOwner(person: person, baskets: context.carriedBaskets)
        let (typed, fault) = try await depart(owner, form)
        guard let fault else {
            var response = Response.onwards(to: AccountPaths.departed)
            response.headers.append(contentsOf: cookies.clearing(context))
            return response
        }
        let page = LeavingPage(person: person, site: site, typed: typed, problem: fault)
        return try await pages.show(page, request, context, status: .unprocessableContent)
    }

    /// What was typed, and why they stay, if they do.
    private func depart(_ owner: RecordsOwner, _ form: Form) async throws -> (typed: String, fault: String?) {
        let username = owner.person.username
        let typed: String
        do { typed = try form.read(Field("username", default: "", upTo: 100)) } catch {
            return (error.typed["username"] ?? "", error["username"] ?? "Type your username, \(username).")
        }
        guard typed.inOneLine.lowercased() == username.description else {
            return (typed, "Type your username, \(username), to show that you mean it.")
        }
        return (typed, try await desk.leave(owner))
    }

    @Sendable func departed(_ request: Request, _ context: AppContext) async throws -> Response {
        try await pages.show(DepartedPage(site: site), request, context)
    }
}

/// What a browser is to forget of who has left.
struct LeavingCookies: Sendable {
    let session: SessionCookies
    let hint: MemberHint
    let visitor: VisitorCookies

    func clearing(_ context: AppContext) -> [HTTPField] {
        [session.clearing, hint.clearing] + context.carriedBaskets.map { visitor.clearing($0) }
    }
}
