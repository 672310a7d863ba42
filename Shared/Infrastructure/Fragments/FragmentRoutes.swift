import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// The internal listener's side: `GET /internal/fragments/<type>?…`, for the other services and nobody else.
package struct FragmentRoutes: Sendable {
    static let contentType = "text/html; charset=utf-8"

    let renderers: FragmentRenderers
    let signature: FragmentSignature
    let time: CacheTime

    package func add(to routes: Routes) {
        routes.getUntold("internal/fragments/:type", use: fragment)
    }

    /// 200 with the markup, its tags and our build; 410 when what it names is not there; 400 for parameters that lie. Whoever cannot sign
    /// sees what there is where nothing is: 404.
    @Sendable private func fragment(_ request: Request, context: AppContext) async throws -> Response {
        let address = request.uri.string
        guard let audience = signature.audience(of: request.headers, for: address, now: time.date() / 1000),
            let type = renderers.declaration(context.parameters.get("type") ?? ""), type.audience == audience.audience
        else { throw Problem.notFound }
        do {
            let answer = try await renderers.render(address, for: audience)
            return Response(
                status: .ok,
                headers: [
                    .contentType: Self.contentType, .cacheControl: "no-store", .fragmentBuild: answer.build,
                    .fragmentTags: answer.tags.map(\.description).joined(separator: ","),
                ], body: .init(byteBuffer: answer.markup))
        } catch FragmentError.notFound {
            return Response(status: .gone)
        } catch FragmentError.parameters(let problem) {
            context.logger.warning("a fragment's parameters are wrong", metadata: ["address": "\(address)", "problem": "\(problem)"])
            return Response(status: .badRequest)
        }
    }
}
