import FoundationEssentials
import Hummingbird
import Shared
import SharedInfrastructure

/// The front page.
struct FrontRoutes {
    let people: any People
    let devices: any Devices
    let pages: PageResponder
    let site: Site

    func add(to routes: Routes) {
        routes.get(AccountPaths.frontPattern, use: show)
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        let visitor = context.visitor
        return try await pages.respond(to: request, context, caching: visitor.member == nil ? .everyone() : .never) {
            FrontPage(standing: try await standing(of: visitor), site: site)
        }
    }

    private func standing(of visitor: Visitor) async throws -> Standing {
        guard let id = visitor.member, let person = try await people.person(id) else { return .signedOut }
        return .signedIn(person, devices: try await devices.devices(of: id, at: Date()))
    }
}
