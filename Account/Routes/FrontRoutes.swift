import FoundationEssentials
import Hummingbird
import Shared
import SharedInfrastructure

/// The front page: what an account is for, or one's own.
struct FrontRoutes {
    let devices: any Devices
    let changes: any AddressChanges
    let roles: RoleDesk
    let pages: MemberPages
    let site: Site

    func add(to routes: Routes) {
        routes.get(AccountPaths.frontPattern, use: show)
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        guard let member = context.signedIn, let dashboard = try await dashboard(of: member) else {
            return try await pages.pages.respond(to: request, context, caching: context.signedIn == nil ? .everyone() : .never) {
                FrontPage(standing: .reader, site: site)
            }
        }
        return try await pages.show(FrontPage(standing: .member(dashboard), site: site), request, context)
    }

    private func dashboard(of member: SignedIn) async throws -> Dashboard? {
        let (id, now) = (member.session.person, Date())
        async let devices = devices.devices(of: id, first: member.session.device, PageRequest(size: 1), at: now).total
        async let change = changes.underWay(for: id, at: now)
        guard let person = try await pages.people.person(id) else { return nil }
        let offers = member.grants.isEmpty ? nil : try await roles.offers()
        return Dashboard(
            person: person, devices: try await devices, change: try await change,
            roles: member.grants.compactMap { offers?.words(for: $0) }, isOperator: member.has(.operator))
    }
}
