import Hummingbird
import Shared
import SharedHTML
import SharedInfrastructure

/// Signing out: a page with a button, so that no link or picture signs anybody out.
struct SignOutRoutes {
    let way: SignOut
    let pages: SignInPages

    func add(to routes: Routes) {
        routes.get(FederationPaths.signOutPattern, use: show)
        routes.post(FederationPaths.signOutPattern, use: signOut)
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        guard let member = context.signedIn else { return try await pages.show(SignedOutPage(next: request.next), to: request, context) }
        return try await pages.show(
            SignOutPage(member: member, next: request.only(FederationPaths.next).flatMap { LocalPath($0) }), to: request, context)
    }

    /// `where`: `everywhere`, or this browser. A second click finds nobody signed in, and is answered as the first.
    @Sendable func signOut(_ request: Request, _ context: AppContext) async throws -> Response {
        let form = try await request.form(context)
        let isEverywhere = (try? form.required("where", as: String.self)) == "everywhere"
        let path =
            (try? form.read(Field(FederationPaths.next, as: LocalPath.self, upTo: 4000)))?.description ?? FederationPaths.signOut.value
        return pages.goOn(to: path, try await way(request, context, everywhere: isEverywhere))
    }
}
