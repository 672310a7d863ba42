import HTTPTypes
import Hummingbird
import NIOCore

/// Pages as HTTP answers (RFC 9110 and 9111). A browser keeps a page and asks each time whether it is still the same; nobody between may
/// keep it, since the same address shows other things to others.
enum PageAnswer {
    /// 200 with the markup, or 304 (RFC 9110, section 15.4.5) when the request names its version. The ETag is weak, so that compression on
    /// the way leaves it alone.
    static func conditional(_ markup: ByteBuffer, version: UInt64, timing: String, _ request: Request) -> Response {
        let tag = "W/\"" + hexadecimal(version) + "\""
        var headers = headers(timing)
        headers[.eTag] = tag
        if let known = request.headers[.ifNoneMatch], matches(known, tag) { return Response(status: .notModified, headers: headers) }
        headers[.contentType] = FragmentRoutes.contentType
        return Response(status: .ok, headers: headers, body: .init(byteBuffer: markup))
    }

    /// The markup, for this request alone.
    static func plain(_ markup: ByteBuffer, _ status: HTTPResponse.Status, timing: String) -> Response {
        var headers = headers(timing)
        headers[.contentType] = FragmentRoutes.contentType
        return Response(status: status, headers: headers, body: .init(byteBuffer: markup))
    }

    private static func headers(_ timing: String) -> HTTPFields {
        [.cacheControl: "private, no-cache", .vary: "Cookie", .serverTiming: timing]
    }

    /// RFC 9110, section 13.1.2: a list of tags compared weakly, or `*`.
    private static func matches(_ known: String, _ tag: String) -> Bool {
        if known == tag || known == "*" { return true }
        let opaque = tag.dropFirst(2)
        return known.split(separator: ",").contains { item in
            let item = item.drop { $0 == " " || $0 == "\t" }
            let end = item.lastIndex { $0 != " " && $0 != "\t" }.map(item.index(after:)) ?? item.endIndex
            let trimmed = item[..<end]
            return (trimmed.hasPrefix("W/") ? trimmed.dropFirst(2) : trimmed) == opaque
        }
    }

    private static func hexadecimal(_ number: UInt64) -> String {
        Hexadecimal.text((0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * $0)) })
    }
}

extension HTTPField.Name {
    static let serverTiming = written("Server-Timing")
}
