package import Hummingbird
import HTTPTypes
import NIOCore

extension Request {
    /// The form that this request carries. Throws a ``Problem``: 415 for other content, 413 above `limit` bytes, 400 for one that cannot be
    /// read.
    package func form(_ context: AppContext, upTo limit: Int = 64 * 1024) async throws -> Form {
        guard Self.isForm(headers[.contentType]) else {
            throw Problem(
                .unsupportedMediaType, title: "This is not a form that this page sends.",
                headers: [.accept: "application/x-www-form-urlencoded"])
        }
        let body = try await body.collect(upTo: limit)
        return try Form(urlEncoded: body.readableBytesView)
    }

    /// Forms are UTF-8 (URL standard, section 5); one that says otherwise would be read wrongly.
    private static func isForm(_ contentType: String?) -> Bool {
        guard let parts = contentType?.lowercased().split(separator: ";").map({ $0.filter { $0 != " " && $0 != "\"" } }),
            parts.first == "application/x-www-form-urlencoded"
        else { return false }
        return parts.dropFirst().allSatisfy { !$0.hasPrefix("charset=") || $0 == "charset=utf-8" }
    }
}
