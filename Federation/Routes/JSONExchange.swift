import HTTPTypes
import Hummingbird
import NIOCore
import SharedHTML
import SharedInfrastructure

extension Request {
    /// The bytes of the JSON that a script of ours sent. Throws a `Problem`: 415 for other content, 413 above `limit` bytes. A page of
    /// another site cannot send this type without asking first (Fetch standard, "CORS-safelisted request-header").
    func json(upTo limit: Int = 64 * 1024) async throws -> [UInt8] {
        let type = headers[.contentType]?.lowercased().prefix { $0 != ";" }.filter { $0 != " " }
        guard type == "application/json" else {
            throw Problem(.unsupportedMediaType, title: "This is not what this page sends.", headers: [.accept: "application/json"])
        }
        return Array(try await body.collect(upTo: limit).readableBytesView)
    }
}

extension Response {
    /// An answer for a script of ours, kept nowhere.
    static func json(_ value: JSON, status: HTTPResponse.Status = .ok, cookies: [HTTPField] = []) -> Response {
        var headers: HTTPFields = [.contentType: "application/json", .cacheControl: "no-store"]
        for cookie in cookies { headers.append(cookie) }
        return Response(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(string: value.description)))
    }

    /// A page that shows what only one person may see: kept nowhere, not even by their browser.
    func forNobodyElse() -> Response {
        var response = self
        response.headers[.cacheControl] = "no-store"
        return response
    }
}
