import FoundationEssentials
import Hummingbird
import Shared
import SharedInfrastructure

/// Where a member is signed in.
struct DeviceRoutes {
    let desk: DeviceDesk
    let pages: MemberPages

    func add(to routes: Routes) {
        routes.get(AccountPaths.devicesPattern, use: show)
        routes.post(AccountPaths.deviceEndingsPattern, use: end)
        routes.post(AccountPaths.otherEndingsPattern, use: endOthers)
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        let member = try Access.require(.member, request, context)
        let here = member.session.device
        let devices = try await desk.devices.devices(of: member.session.person, first: here, try request.page(size: 30), at: Date())
        guard devices.hasPage else { throw Problem.notFound }
        let page = DevicesPage(devices: devices, here: here, news: try AccountNews(request))
        return try await pages.show(page, request, context)
    }

    @Sendable func end(_ request: Request, _ context: AppContext) async throws -> Response {
        let member = try Access.require(.member, request, context)
        let device = try await request.form(context).required("device", as: ID<Device>.self)
        try await desk.end(device, of: member, on: request.deviceLabel)
        // Who signs out this very device is a reader now.
        return .onwards(to: device == member.session.device ? AccountPaths.front : AccountPaths.devices.after(.deviceEnded))
    }

    @Sendable func endOthers(_ request: Request, _ context: AppContext) async throws -> Response {
        let member = try Access.require(.member, request, context)
        try await desk.endOthers(of: member, on: request.deviceLabel)
        return .onwards(to: AccountPaths.devices.after(.othersEnded))
    }
}
