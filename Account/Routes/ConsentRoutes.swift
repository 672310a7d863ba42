import Hummingbird
import Shared
import SharedInfrastructure

/// Which programs of others a member lets know who they are.
struct ConsentRoutes {
    let desk: ConsentDesk
    let pages: MemberPages

    func add(to routes: Routes) {
        routes.get(AccountPaths.consentsPattern, use: show)
        routes.post(AccountPaths.consentWithdrawalsPattern, use: withdraw)
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        let member = try Access.require(.member, request, context)
        let consents = try await desk.consents.consents(of: member.session.person)
        return try await pages.show(ConsentsPage(consents: consents, news: try AccountNews(request)), request, context)
    }

    @Sendable func withdraw(_ request: Request, _ context: AppContext) async throws -> Response {
        let member = try Access.require(.member, request, context)
        let client = try await request.form(context).required("client", as: ClientID.self)
        try await desk.withdraw(from: client, of: member, on: request.deviceLabel)
        return .onwards(to: AccountPaths.consents.after(.consentWithdrawn))
    }
}
