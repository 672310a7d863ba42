import FoundationEssentials
import HTTPTypes
import Hummingbird
import Shared
import SharedHTML
import SharedInfrastructure

/// Where signing in begins: a form for an address.
struct SignInRoutes {
    let byMail: SignInByMail
    let cookies: SignInCookies
    let pages: SignInPages
    let proxies: [AddressRange]
    /// Keys what is stored of networks.
    let networkKey: Secret

    /// How long an answer takes at least, whatever had to be done for it: so its time tells nothing.
    static let answerTime: Duration = .milliseconds(150)
    /// How long a browser is known to have begun: as long as the whole way takes at most.
    static let cookieLifetime = SignInLimits.lifetime + Registration.lifetime

    func add(to routes: Routes) {
        routes.get(FederationPaths.signInPattern, use: show)
        routes.post(FederationPaths.signInPattern, use: begin)
    }

    @Sendable func show(_ request: Request, _ context: AppContext) async throws -> Response {
        let next = request.next
        let isAgain = request.only(FederationPaths.again) == "1"
        if let signedIn = context.signedIn {
            guard isAgain else {
                return try await pages.show(AlreadySignedInPage(member: signedIn, next: next), next: next, to: request, context)
            }
            let known = try await byMail.people.person(signedIn.session.person)
            return try await pages.show(SignInPage(typed: known?.email.description ?? "", next: next), next: next, to: request, context)
        }
        return try await pages.show(SignInPage(next: next), next: next, to: request, context)
    }

    /// The same answer for every address, after the same time.
    @Sendable func begin(_ request: Request, _ context: AppContext) async throws -> Response {
        let earliest = ContinuousClock.now + Self.answerTime
        let form = try await request.form(context)
        let next = form.next
        let address: EmailAddress
        do { address = try form.read(Field("email", as: EmailAddress.self)) } catch let errors {
            let page = SignInPage(typed: errors.typed["email"] ?? "", problem: errors["email"], next: next)
            return try await pages.show(page, .unprocessableContent, next: next, to: request, context)
        }
        let browser = cookies.find(in: request.headers) ?? SecretToken()
        let network = ClientNetwork(of: request, context, trusting: proxies)
        let sign = NewSignIn(
            address: address, browser: browser, next: next.description, network: network.key(networkKey, for: "sign-in"),
            widerNetwork: network.wider.key(networkKey, for: "sign-in"))
        let begun = try await byMail.begin(sign, label: request.deviceLabel)
        try await Task.sleep(until: earliest, clock: .continuous)
        switch begun {
        case .mailed, .quiet:
            return pages.goOn(to: FederationPaths.signInCode.value, [cookies.setting(browser, for: Self.cookieLifetime)])
        case .refused(let until):
            let wait = max(1, Int(until.timeIntervalSinceNow.rounded(.up)))
            let page = SignInPage(typed: address.description, wait: .seconds(wait), next: next)
            return try await pages.show(page, .tooManyRequests, next: next, [.retryAfter: "\(wait)"], to: request, context)
        }
    }
}
