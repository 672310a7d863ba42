import Shared
import SharedHTML

extension FragmentType {
    /// The way to the calendars of a page, or of the whole site when no page is named, from the events service.
    package static let containerNav = FragmentType(
        "container-nav", origin: .events, audience: .everyone, timeToLive: .seconds(120), staleWhileRevalidate: .seconds(600),
        staleIfError: .seconds(86_400), budget: .milliseconds(250),
        fallback: """
            <nav class="container-nav" aria-label="Calendars"></nav>
            """)
}
