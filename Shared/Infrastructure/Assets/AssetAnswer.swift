import HTTPTypes
import Hummingbird

/// What a request for a file is answered: all of it, parts of it, or that the client has it (RFC 9110, sections 13 and 14).
struct AssetAnswer: Sendable {
    private let asset: Asset

    init(_ asset: Asset) { self.asset = asset }

    /// Throws ``Problem`` when a condition of the request's does not hold.
    func response(to request: Request) throws -> Response {
        var headers: HTTPFields = [
            .eTag: asset.tag.description, .lastModified: HTTPDate.text(ofSecond: asset.lastModified),
            .cacheControl: asset.isImmutable ? "public, max-age=31536000, immutable" : "public, no-cache", .acceptRanges: "bytes",
        ]
        switch Precondition(request.headers, tag: asset.tag, lastModified: asset.lastModified) {
        case .notModified: return Response(status: .notModified, headers: headers)
        case .failed: throw Problem(.preconditionFailed, title: "This file has changed.", advice: "Load it again.")
        case .pass: break
        }
        switch ranges(request) {
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
    private func ranges(_ request: Request) -> ByteRanges {
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
