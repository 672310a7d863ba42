package import HTTPTypes
package import Hummingbird
import NIOCore
import SharedHTML

/// Answers with whole pages: the page's own part and the chrome, composed with fragments for whoever asks.
package struct PageResponder: Sendable {
    let chrome: any PageChrome
    let fragments: FragmentComposer

    package init(chrome: any PageChrome, fragments: FragmentComposer) {
        self.chrome = chrome
        self.fragments = fragments
    }

    /// The page that `content` describes, composed for the context's visitor; 304 when the browser has it already. What `content` throws
    /// passes through to the error mapper. `content` runs only when the page's own part is not in a cache.
    package func respond(
        to request: Request, _ context: AppContext, caching: PageCaching, status: HTTPResponse.Status = .ok,
        _ content: @Sendable () async throws -> any PageView
    ) async throws -> Response {
        let composition = try await chrome.layout(content(), at: request.uri.path)
        let parts = await fragments.load(composition.fragments, for: context.visitor)
        var buffer = ByteBuffer()
        var start = 0
        for (place, part) in zip(composition.places, parts) {
            buffer.writeBytes(composition.markup[start..<place.offset])
            buffer.writeBytes(part.bytes)
            start = place.offset
        }
        buffer.writeBytes(composition.markup[start...])
        return Response(
            status: status, headers: [.contentType: "text/html; charset=utf-8", .cacheControl: "private, no-cache"],
            body: .init(byteBuffer: buffer))
    }
}
