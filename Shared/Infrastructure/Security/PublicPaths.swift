import Hummingbird

/// Keeps what is for our own services off the public listener, whatever a service registers there.
enum PublicPaths {
    /// Throws ``Problem/notFound`` for what is internal. The router skips empty segments, so the pattern that was found counts, and not only
    /// the path as it was written.
    static func check(_ request: Request, _ context: AppContext) throws {
        if isInternal(request.uri.path) || isInternal(context.endpointPath ?? "") { throw Problem.notFound }
    }

    private static func isInternal(_ path: String) -> Bool { path.hasPrefix("/internal/") || path == "/internal" }
}
