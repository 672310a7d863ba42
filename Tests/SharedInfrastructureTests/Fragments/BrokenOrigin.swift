import HTTPTypes
import Hummingbird
import NIOCore
import Synchronization

@testable import SharedInfrastructure

/// A service that answers requests for fragments as badly as a test tells it to, and counts them.
final class BrokenOrigin: Sendable {
    enum Manner: Sendable {
        case well(String)
        case slowly(Duration)
        /// Takes the request and says nothing.
        case never
        /// One byte at a time, for ever.
        case dribbling
        case status(HTTPResponse.Status)
        case typed(String)
        case withoutTags
        case withoutBuild
        case notUTF8
        case bytes(Int)
        case redirecting
        case withTag(String)
    }

    private let state = Mutex((manner: Manner.never, requests: 0))

    var requests: Int { state.withLock { $0.requests } }
    func answer(_ manner: Manner) { state.withLock { $0.manner = manner } }

    var router: Router<AppContext> {
        let router = Router(context: AppContext.self)
        router.get("internal/fragments/:type") { _, _ in
            let manner = self.state.withLock { state in
                state.requests += 1
                return state.manner
            }
            return try await self.response(manner)
        }
        return router
    }

    private func response(_ manner: Manner) async throws -> Response {
        switch manner {
        case .well(let text): return fragment(ByteBuffer(string: text))
        case .slowly(let duration):
            try await Task.sleep(for: duration)
            return fragment(ByteBuffer(string: "late"))
        case .never:
            try await Task.sleep(for: .seconds(30))
            return fragment(ByteBuffer(string: "never"))
        case .dribbling:
            return Response(
                status: .ok, headers: headers(),
                body: ResponseBody { writer in
                    for _ in 0..<300 {
                        try await writer.write(ByteBuffer(string: "a"))
                        try await Task.sleep(for: .milliseconds(100))
                    }
                    try await writer.finish(nil)
                })
        case .status(let status): return Response(status: status, headers: headers(), body: .init(byteBuffer: ByteBuffer(string: "sorry")))
        case .typed(let type): return fragment(ByteBuffer(string: "<p>"), [.contentType: type])
        case .withoutTags: return fragment(ByteBuffer(string: "<p>"), [.fragmentTags: nil])
        case .withoutBuild: return fragment(ByteBuffer(string: "<p>"), [.fragmentBuild: nil])
        case .notUTF8: return fragment(ByteBuffer(bytes: [0x3C, 0xFF, 0xFE, 0x3E]))
        case .bytes(let count): return fragment(ByteBuffer(repeating: UInt8(ascii: "a"), count: count))
        case .redirecting: return Response(status: .found, headers: [.location: "/internal/fragments/elsewhere"])
        case .withTag(let tag): return fragment(ByteBuffer(string: "<p>"), [.fragmentTags: tag])
        }
    }

    private func headers() -> HTTPFields {
        [.contentType: FragmentRoutes.contentType, .fragmentTags: "", .fragmentBuild: "build-1"]
    }

    private func fragment(_ markup: ByteBuffer, _ changes: [HTTPField.Name: String?] = [:]) -> Response {
        var headers = headers()
        for (name, value) in changes { headers[name] = value }
        return Response(status: .ok, headers: headers, body: .init(byteBuffer: markup))
    }
}
