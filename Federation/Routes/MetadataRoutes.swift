import HTTPTypes
import Hummingbird
import NIOCore
import Shared
import SharedHTML
import SharedInfrastructure

/// What clients need to know of us, for anybody to read and to keep for a while: both metadata documents, and the keys.
struct MetadataRoutes {
    let issuer: Issuer
    let keys: KeyRing

    /// Seconds that the keys may be kept: less than ``SigningKey/notice``, after which the next one may sign.
    private static let keysAge = 900
    private static let metadataAge = 3600

    func add(to routes: Routes) {
        for path in [FederationPaths.serverMetadata, FederationPaths.providerMetadata] {
            routes.get(path) { [issuer] request, _ in Self.answer(issuer.metadata, keptFor: Self.metadataAge, request) }
            routes.options(path) { _, _ in ProtocolAnswer.preflight("GET") }
        }
        routes.get(FederationPaths.keys) { [keys] request, _ in
            Self.answer(try await keys.published(), keptFor: Self.keysAge, type: "application/jwk-set+json", request)
        }
        routes.options(FederationPaths.keys) { _, _ in ProtocolAnswer.preflight("GET") }
    }

    private static func answer(_ json: JSON, keptFor age: Int, type: String = "application/json", _ request: Request) -> Response {
        let text = json.description
        let tag = EntityTag(of: text)
        var headers = ProtocolAnswer.open
        headers[.cacheControl] = "public, max-age=\(age)"
        headers[.eTag] = tag.description
        if Precondition(request.headers, tag: tag) == .notModified { return Response(status: .notModified, headers: headers) }
        headers[.contentType] = type
        return Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(string: text)))
    }
}
