import HTTPTypes
import Hummingbird
import NIOCore

/// `GET /assets/…`, and the two files that are asked for by fixed names.
struct AssetRoutes: Sendable {
    let assets: Assets

    func add(to routes: Routes) {
        routes.get("assets/**") { request, context in try answer(context.parameters.getCatchAll().joined(separator: "/"), request) }
        routes.get("favicon.ico") { request, _ in try answer("favicon.ico", request) }
        routes.get("robots.txt") { request, _ in try robots(request) }
    }

    private func robots(_ request: Request) throws -> Response {
        if assets.contains("robots.txt") { return try answer("robots.txt", request) }
        return Response(
            status: .ok, headers: [.contentType: "text/plain; charset=utf-8", .cacheControl: "public, max-age=86400"],
            body: .init(byteBuffer: ByteBuffer(string: "User-agent: *\nDisallow:\n")))
    }

    private func answer(_ name: String, _ request: Request) throws -> Response {
        guard let asset = assets.asset(name) else { throw Problem.notFound }
        return try AssetAnswer(asset).response(to: request)
    }
}
