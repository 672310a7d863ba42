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
        var headers: HTTPFields = [
            .eTag: asset.tag.description, .lastModified: HTTPDate.text(ofSecond: asset.lastModified),
            .cacheControl: asset.isImmutable ? "public, max-age=31536000, immutable" : "public, no-cache", .acceptRanges: "bytes",
        ]
        switch Precondition(request.headers, tag: asset.tag, lastModified: asset.lastModified) {
        case .notModified: return Response(status: .notModified, headers: headers)
        case .failed: throw Problem(.preconditionFailed, title: "This file has changed.", advice: "Load it again.")
        case .pass: break
        }
        switch ranges(request, asset) {
        case .whole:
            headers[.contentType] = asset.contentType
            return Response(status: .ok, headers: headers, body: AssetBody(asset).whole)
        case .parts(let parts):
            let body = AssetBody(asset).parts(parts)
            headers[.contentType] = body.contentType
            headers[.contentRange] = body.contentRange
            return Response(status: .partialContent, headers: headers, body: body.body)
        case .unsatisfiable:
            throw Problem(.rangeNotSatisfiable, headers: [.contentRange: "bytes */\(asset.length)"])
        }
    }

    /// Ranges are for GET alone, and `If-Range` (RFC 9110, section 13.1.5) makes them depend on the file being the same.
    private func ranges(_ request: Request, _ asset: Asset) -> ByteRanges {
        guard request.method == .get else { return .whole }
        if let condition = request.headers[.ifRange] {
            let isSame =
                EntityTag(parsing: condition).map { EntityTagList.tags([$0]).containsStrongly(asset.tag) }
                ?? (condition == HTTPDate.text(ofSecond: asset.lastModified))
            guard isSame else { return .whole }
        }
        return ByteRanges(request.headers[.range], length: asset.length)
    }
}
