import Shared
import SharedInfrastructure

extension SignInDesk {
    /// The desk of a process. Throws `NotWired` when `services` lacks what it uses.
    init(_ resources: AppResources, _ services: Services) throws {
        self.init(
            transactions: try services.require(\.transactions), devices: try services.require(\.devices), sessions: resources.sessions,
            trail: try services.require(\.auditTrail),
            announce: SessionNews(resources).tell,
            cookies: SessionCookies(resources.config), hint: MemberHint(resources.config))
    }
}
