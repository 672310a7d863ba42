import Hummingbird
import Shared
import SharedInfrastructure

/// What was done with a member's account.
struct HistoryRoutes {
    let trail: any AuditTrail
    let pages: MemberPages

    func add(to routes: Routes) {
        routes.get(AccountPaths.historyPattern, use: show)
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        let member = try Access.require(.member, request, context)
        let entries = try await trail.entries(of: member.session.person, try request.page(size: 30))
        guard entries.hasPage else { throw Problem.notFound }
        return try await pages.show(HistoryPage(entries: entries), request, context)
    }
}
