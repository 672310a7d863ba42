import AsyncHTTPClient
import HTTPTypes
import NIOCore
import NIOHTTP1
import Shared

/// Asks the other services for their fragments, over their internal listeners.
struct OriginClient: Sendable {
    /// What one flight may take. Pages wait for their budget only; the rest is for the next page.
    static let limit = TimeAmount.seconds(5)

    let http: HTTPClient
    let signature: FragmentSignature
    let origins: [ServiceName: String]
    let time: CacheTime

    /// The fragment, rendered now. Throws `OriginFailure`.
    func fetch(_ request: FragmentRequest, for audience: AudienceValue) async throws -> OriginAnswer {
        guard let origin = origins[request.type.origin] else { throw OriginFailure.notConfigured }
        var message = HTTPClientRequest(url: origin + request.address)
        for field in signature.headers(for: request.address, audience: audience, at: time.date() / 1000) {
            message.headers.add(name: field.name.rawName, value: field.value)
        }
        if let id = RequestID.current { message.headers.add(name: HTTPField.Name.requestID.rawName, value: id.description) }
        do {
            let response = try await http.execute(message, deadline: .now() + Self.limit)
            guard response.status != .gone else { throw OriginFailure.absent }
            guard response.status == .ok else { throw OriginFailure.status(response.status.code) }
            let (tags, build) = try Self.facts(response.headers)
            return OriginAnswer(markup: try await Self.markup(response.body), tags: tags, build: build)
        } catch let error as OriginFailure {
            throw error
        } catch let error as HTTPClientError where error == .deadlineExceeded || error == .connectTimeout || error == .readTimeout {
            throw OriginFailure.timedOut
        } catch is NIOTooManyBytesError {
            throw OriginFailure.tooLarge
        } catch {
            throw OriginFailure.unreachable("\(error)")
        }
    }

    private static func facts(_ headers: HTTPHeaders) throws -> (tags: [CacheTag], build: String) {
        let type = headers.first(name: "Content-Type") ?? ""
        guard type.lowercased() == FragmentRoutes.contentType else { throw OriginFailure.contentType(type) }
        guard let build = headers.first(name: HTTPField.Name.fragmentBuild.rawName), !build.isEmpty,
            let written = headers.first(name: HTTPField.Name.fragmentTags.rawName)
        else { throw OriginFailure.headers }
        let names = written.split(separator: ",")
        let tags = names.compactMap { CacheTag($0) }
        guard tags.count == names.count else { throw OriginFailure.headers }
        return (tags, build)
    }

    private static func markup(_ body: HTTPClientResponse.Body) async throws -> ByteBuffer {
        let bytes = try await body.collect(upTo: OriginAnswer.byteLimit)
        guard String(validating: bytes.readableBytesView, as: UTF8.self) != nil else { throw OriginFailure.notUTF8 }
        return bytes
    }
}
