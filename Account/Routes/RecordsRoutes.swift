import FoundationEssentials
import HTTPTypes
import Hummingbird
import Shared
import SharedInfrastructure

/// What is kept of a member, to read and to take along.
struct RecordsRoutes {
    let desk: RecordsDesk
    let pages: MemberPages
    let site: Site

    func add(to routes: Routes) {
        routes.get(AccountPaths.recordsPattern, use: show)
        routes.post(AccountPaths.exportsPattern, use: export)
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        try Access.require(.member, request, context)
        return try await pages.show(RecordsPage(site: site), request, context)
    }

    @Sendable func export(_ request: Request, _ context: AppContext) async throws -> Response {
        let (_, person) = try await pages.member(request, context)
        let moment = Date()
        let owner = RecordsOwner(person: person, baskets: context.carriedBaskets)
        let file = try await desk.export(owner, on: request.deviceLabel, at: moment)
        let day = moment.formatted(.iso8601.year().month().day())
        return Response(
            status: .ok,
            headers: [
                .contentType: "application/json", .cacheControl: "no-store",
                .contentDisposition: "attachment; filename=\"rose-ash-\(person.username)-\(day).json\"",
            ], body: ResponseBody(byteBuffer: ByteBuffer(bytes: file)))
    }
}
