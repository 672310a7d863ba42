import Shared
import SharedHTML

extension FragmentType {
    /// Who is signed in, or the way in, from the account service. Its fallback shows nothing, rather than telling a member that they are
    /// signed out.
    package static let authMenu = FragmentType(
        "auth-menu", origin: .account, audience: .member, timeToLive: .seconds(60), staleWhileRevalidate: .seconds(120),
        staleIfError: .seconds(3_600), budget: .milliseconds(250),
        fallback: """
            <div class="auth-menu"></div>
            """)
}
