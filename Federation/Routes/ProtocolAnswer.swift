import FoundationEssentials
import HTTPTypes
import Hummingbird
import NIOCore
import Shared
import SharedHTML
import SharedInfrastructure

/// Answers to programs.
enum ProtocolAnswer {
    /// Scripts of any site may ask, since whoever asks brings a token or a secret, and no cookie counts (Fetch standard, "CORS protocol").
    static let open: HTTPFields = [.accessControlAllowOrigin: "*", .accessControlExposeHeaders: "WWW-Authenticate"]

    /// What holds tokens is kept nowhere (RFC 6749, section 5.1).
    static func json(_ json: JSON, _ status: HTTPResponse.Status = .ok, _ headers: HTTPFields = [:]) -> Response {
        var all: HTTPFields = [.contentType: "application/json", .cacheControl: "no-store"]
        for field in headers { all[field.name] = field.value }
        return Response(status: status, headers: all, body: .init(byteBuffer: ByteBuffer(string: json.description)))
    }

    /// RFC 6749, section 5.2.
    static func failure(_ failure: OAuthFailure, _ headers: HTTPFields = [:]) -> Response {
        let json: JSON = ["error": .string(failure.code.rawValue), "error_description": .string(failure.description)]
        var headers = headers
        if let wait = failure.wait {
            headers[.retryAfter] = String(wait)
            return Self.json(json, .tooManyRequests, headers)
        }
        guard failure.code == .invalidClient else { return Self.json(json, .badRequest, headers) }
        headers[.wwwAuthenticate] = "Basic realm=\"Rose Ash\", charset=\"UTF-8\""
        return Self.json(json, .unauthorized, headers)
    }

    /// To a script of another site that asks what it may ask.
    static func preflight(_ methods: String) -> Response {
        var headers = open
        headers[.accessControlAllowMethods] = methods
        headers[.accessControlAllowHeaders] = "Authorization, Content-Type"
        headers[.accessControlMaxAge] = "86400"
        return Response(status: .noContent, headers: headers)
    }
}

extension Request {
    /// The form of a program, which hears of a fault in its own protocol's words. Throws ``OAuthFailure``.
    func parameters(_ context: AppContext, _ known: [String]) async throws -> Parameters {
        let form: Form
        do { form = try await self.form(context) } catch let problem as Problem {
            throw OAuthFailure(
                .invalidRequest, problem.status == .unsupportedMediaType ? "the request is no form" : "the form cannot be read")
        }
        let parameters = Parameters(form, known: known)
        if let name = parameters.broken.sorted().first { throw OAuthFailure(.invalidRequest, "\(name) is sent twice or is no text") }
        return parameters
    }
}
