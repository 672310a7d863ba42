import HTTPTypes
import Hummingbird
import Logging
package import SharedHTML

/// Turns what a handler throws into an answer: a page for a person, problem+json for a program that asks for JSON.
struct ErrorPages: Sendable {
    let view: any ErrorPageView

    /// What `error` comes to; a fault of ours is logged.
    func answer(_ error: any Error, to request: Request, _ context: AppContext) -> Response {
        let problem = Problem(of: error, request: request, context: context)
        if problem.status.kind == .serverError {
            // A database that is away is one trouble, told by those who reach for it; only a fault of ours is worth waking somebody.
            context.logger.log(
                level: problem.status == .serviceUnavailable ? .warning : .error,
                "request failed", metadata: ["error": "\(String(reflecting: error))", "status": "\(problem.status.code)"])
        }
        return answer(problem, to: request, context)
    }

    private func answer(_ problem: Problem, to request: Request, _ context: AppContext) -> Response {
        var headers = problem.headers
        headers[.cacheControl] = "no-store"
        let body: ByteBuffer
        if prefersJSON(request.headers[.accept]) {
            headers[.contentType] = "application/problem+json"
            body = ByteBuffer(string: problem.json(requestID: context.requestID))
        } else {
            headers[.contentType] = "text/html; charset=utf-8"
            body = ByteBuffer(bytes: view.errorPage(problem, requestID: context.requestID).bytes)
        }
        headers[.vary] = "Accept"
        return Response(status: problem.status, headers: headers, body: .init(byteBuffer: body))
    }
}

/// Draws the page that a person sees instead of what they asked for. It asks nobody: it must work when all else is down.
package protocol ErrorPageView: Sendable {
    func errorPage(_ problem: Problem, requestID: RequestID) -> HTML
}
