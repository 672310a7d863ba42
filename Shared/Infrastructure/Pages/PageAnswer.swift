import HTTPTypes
import Hummingbird
import NIOCore

/// Pages as HTTP answers (RFC 9110 and 9111). A browser keeps a page and asks each time whether it is still the same; nobody between may
/// keep it, since the same address shows other things to others.
enum PageAnswer {
    /// 200 with the markup, or 304 (RFC 9110, section 15.4.5) when the request names its version. The ETag is weak, so that compression on
    /// the way leaves it alone.
    static func conditional(_ markup: ByteBuffer, version: UInt64, timing: HTTPField, _ request: Request) -> Response {
        let tag = tag(version)
        var headers = headers(timing)
        headers.append(HTTPField(name: .eTag, value: tag))
        if let known = request.headers[.ifNoneMatch], matches(known, tag) { return Response(status: .notModified, headers: headers) }
        headers.append(HTTPField(name: .contentType, value: FragmentRoutes.contentType))
        return Response(status: .ok, headers: headers, body: .init(byteBuffer: markup))
    }

    /// The markup, for this request alone.
    static func plain(_ markup: ByteBuffer, _ status: HTTPResponse.Status, timing: HTTPField) -> Response {
        var headers = headers(timing)
        headers.append(HTTPField(name: .contentType, value: FragmentRoutes.contentType))
        return Response(status: status, headers: headers, body: .init(byteBuffer: markup))
    }

    private static let always: HTTPFields = [.cacheControl: "private, no-cache", .vary: "Cookie"]

    private static func headers(_ timing: HTTPField) -> HTTPFields {
        var headers = always
        headers.append(timing)
        return headers
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

    /// `W/"…"` with the version in 16 hexadecimal digits.
    private static func tag(_ version: UInt64) -> String {
        String(unsafeUninitializedCapacity: 20) { text in
            text[0] = UInt8(ascii: "W")
            text[1] = UInt8(ascii: "/")
            text[2] = UInt8(ascii: "\"")
            for place in 0..<16 {
                let digit = UInt8(truncatingIfNeeded: version >> UInt64(60 - 4 * place)) & 15
                text[3 + place] = digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
            }
            text[19] = UInt8(ascii: "\"")
            return 20
        }
    }
}
