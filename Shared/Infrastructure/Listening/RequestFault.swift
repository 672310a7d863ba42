import NIOHTTP1

/// Why a request's head is refused although it can be parsed. A proxy and we must read the same request, or one can be hidden in another.
enum RequestFault {
    /// HTTP/1.1 wants exactly one Host (RFC 9112, section 3.2).
    case host
    /// A body that is both counted and chunked, or coded in another way than chunked (section 6.1).
    case framing
    /// A target that is neither a path nor an absolute http address (section 3.2).
    case target
    /// We are no proxy and no echo.
    case method

    init?(_ head: HTTPRequestHead) {
        var hosts = 0
        var lengths = 0
        var codings = 0
        var isChunked = true
        for field in head.headers {
            switch field.name.utf8.count {
            case 4 where field.name.lowercased() == "host": hosts += 1
            case 14 where field.name.lowercased() == "content-length": lengths += 1
            case 17 where field.name.lowercased() == "transfer-encoding":
                codings += 1
                isChunked = isChunked && field.value.lowercased() == "chunked"
            default: break
            }
        }
        if hosts > 1 || hosts == 0 && head.version != .http1_0 {
            self = .host
        } else if lengths > 1 || codings > 1 || lengths + codings > 1 || !isChunked || codings > 0 && head.version == .http1_0 {
            self = .framing
        } else if head.method == .CONNECT || head.method == .TRACE {
            self = .method
        } else if !Self.isTarget(head.uri, head.method) {
            self = .target
        } else {
            return nil
        }
    }

    var status: HTTPResponseStatus { self == .method ? .notImplemented : .badRequest }

    /// A target without control characters, blanks and bytes above ASCII.
    private static func isTarget(_ target: String, _ method: HTTPMethod) -> Bool {
        guard target.utf8.allSatisfy({ (0x21..<0x7F).contains($0) }) else { return false }
        return target.hasPrefix("/") || target.hasPrefix("http://") || target.hasPrefix("https://") || (target == "*" && method == .OPTIONS)
    }
}
