import FoundationEssentials
import HTTPTypes
import Hummingbird
import Logging
import Shared
import SharedHTML
import SharedInfrastructure

/// Signing in with a passkey: what the script of the page to sign in asks and sends.
struct PasskeySignInRoutes {
    let desk: PasskeyDesk
    let browsers: PasskeyBrowser
    let limit: PasskeyLimit

    func add(to routes: Routes) {
        routes.post(FederationPaths.passkeySignInOptionsPattern, use: options)
        routes.post(FederationPaths.passkeySignInPattern, use: signIn)
    }

    @Sendable func options(_ request: Request, _ context: AppContext) async throws -> Response {
        try limit.admit(request, context)
        let known = browsers.find(in: request.headers)
        let browser = known ?? SecretToken()
        return .json(
            ["publicKey": desk.requestOptions(browser, at: Date())], cookies: known == nil ? [browsers.setting(browser)] : [])
    }

    @Sendable func signIn(_ request: Request, _ context: AppContext) async throws -> Response {
        try limit.admit(request, context)
        let next = try Self.next(request)
        return try await refusals(context) {
            let answer = try AuthenticationAnswer(json: try await request.json())
            guard let browser = browsers.find(in: request.headers) else { throw CeremonyFault.challenge }
            let signedIn = try await desk.signIn(answer, browser, request, context, at: Date())
            return .json(["next": .string(next.description)], cookies: signedIn.cookies)
        }
    }

    /// Where to go on to; the front page without it. Throws `Problem` for what leads elsewhere.
    private static func next(_ request: Request) throws -> LocalPath {
        guard let text = try request.item("next") else { return .front }
        guard let next = LocalPath(text) else {
            throw Problem.badRequest("This leads away from our site.", advice: "Start from the front page.")
        }
        return next
    }
}

/// Runs `ceremony`, and says in the log why what an authenticator answered was not taken: the person is told less.
func refusals<Answer>(_ context: AppContext, _ ceremony: () async throws -> Answer) async throws -> Answer {
    do {
        return try await ceremony()
    } catch let fault as CeremonyFault {
        context.logger.notice("a passkey was refused", metadata: ["reason": "\(fault)"])
        throw fault
    }
}
