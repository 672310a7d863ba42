import ServiceLifecycle
import Shared

/// Signing in and out, as every service does it. Federation is whom the other five ask; the way in and the way out are the same on all six.
package struct SignInPart: Sendable {
    /// Nil in federation.
    let silent: SilentSignIn?
    /// What runs as long as the service does.
    let services: [any Service]
    private let login: LoginRoutes
    private let callback: CallbackRoutes?
    private let logout: LogoutRoutes
    private let backchannel: BackchannelLogoutRoutes?

    init(_ resources: AppResources, pages: PageResponder, signOut: SignOut) {
        let (config, database) = (resources.config, resources.database)
        let (cookies, hint) = (SessionCookies(config), MemberHint(config))
        let sessions = SignInSessions(
            service: config.service, transactions: database, sessions: resources.sessions, cache: resources.signedIn,
            news: SessionNews(resources))
        logout = LogoutRoutes(service: config.service, signOut: signOut, origin: config.publicOrigin)
        guard let client = OAuthClient(config) else {
            login = LoginRoutes(departure: nil, origin: config.publicOrigin)
            (silent, callback, backchannel, services) = (nil, nil, nil, [])
            return
        }
        let provider = ProviderClient(client)
        let keys = ProviderKeys { try await provider.keys() }
        let logins = PendingLogins(client, isSecureContext: config.publicOrigin.isSecureContext)
        let departure = Departure(client: client, logins: logins)
        let silent = SilentSignIn(departure, config)
        self.silent = silent
        login = LoginRoutes(departure: departure, origin: config.publicOrigin)
        callback = CallbackRoutes(
            client: client, logins: logins, provider: provider, keys: keys, sessions: sessions, cookies: cookies, hint: hint,
            silent: silent, pages: pages)
        backchannel = BackchannelLogoutRoutes(client: client, keys: keys, sessions: sessions)
        services = [provider]
    }

    func add(to routes: Routes) {
        login.add(to: routes)
        callback?.add(to: routes)
        logout.add(to: routes)
    }

    func add(toInternal routes: Routes) { backchannel?.add(to: routes) }
}
