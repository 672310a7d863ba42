import HTTPTypes
import Hummingbird
import Shared
import SharedInfrastructure

/// What a member is called.
struct ProfileRoutes {
    let desk: ProfileDesk
    let pages: MemberPages

    func add(to routes: Routes) {
        routes.get(AccountPaths.profilePattern, use: show)
        routes.post(AccountPaths.profilePattern, use: save)
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        let (_, person) = try await pages.member(request, context)
        return try await pages.show(ProfilePage(person: person, news: try AccountNews(request)), request, context)
    }

    @Sendable func save(_ request: Request, _ context: AppContext) async throws -> Response {
        let (member, person) = try await pages.member(request, context)
        do {
            let name = try await request.form(context).read(PersonName.field)
            try await desk.rename(member, to: name.text, on: request.deviceLabel)
        } catch let errors as FormErrors {
            let page = ProfilePage(person: person, typed: errors.typed["name"] ?? "", problem: errors["name"])
            return try await pages.show(page, request, context, status: .unprocessableContent)
        }
        return .onwards(to: AccountPaths.profile.after(.nameSaved))
    }
}
