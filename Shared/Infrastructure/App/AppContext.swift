package import Hummingbird

/// What travels with one request through middleware and handlers.
package struct AppContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    /// Who is asking; set by the visitor middleware.
    package var visitor = Visitor()

    package init(source: ApplicationRequestContextSource) { coreContext = .init(source: source) }
}
