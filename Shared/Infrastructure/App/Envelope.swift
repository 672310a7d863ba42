import HTTPTypes
import Hummingbird
import NIOHTTP1

/// What stands around every route of a listener: one middleware, since each costs a request as much as a short handler does.
struct Envelope: RouterMiddleware {
    enum Listener {
        /// Reached by anybody: what is for our own services is not there, and browsers are told what they may do.
        case `public`(SecurityHeaders)
        case `internal`
    }

    private let listener: Listener
    private let errors: ErrorPages
    private let stopping: Stopping

    init(_ listener: Listener, errors: ErrorPages, stopping: Stopping = Stopping()) {
        self.listener = listener
        self.errors = errors
        self.stopping = stopping
    }

    func handle(
        _ request: Request, context: AppContext, next: (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        var response: Response
        do {
            if case .public = listener { try PublicPaths.check(request, context) }
            response = try await next(request, context)
        } catch let error as HTTPParserError {
            // The connection is out of step; the listener says 400 and closes it.
            throw error
        } catch {
            response = errors.answer(error, to: request, context)
        }
        if case .public(let security) = listener {
            // Two policies would be read as the last one: a page whose address is a secret has its own, and that counts.
            let referrerPolicy = response.headers[.referrerPolicy]
            response.headers.append(contentsOf: security.fields(for: response.headers[.contentType]))
            if let referrerPolicy { response.headers[.referrerPolicy] = referrerPolicy }
        }
        // So that who tells us of an answer can name it.
        response.headers.append(HTTPField(name: .requestID, value: context.requestID.description))
        // Clients are asked to leave once the process is stopping, so that none sends its next request into a closing connection.
        if stopping.isStopping { response.headers[.connection] = "close" }
        return response
    }
}
