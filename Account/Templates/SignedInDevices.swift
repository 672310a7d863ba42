import Shared
import SharedHTML
import SharedInfrastructure

/// Where somebody is signed in.
struct SignedInDevices {
    let sessions: [Session]

    var body: HTML {
        """
        <section class="section"><h2>Where you are signed in</h2>
        <ul class="listing">
        \(sessions.map(row))</ul></section>

        """
    }

    private func row(_ session: Session) -> HTML {
        """
        <li><p class="margin">\(Moment(session.startedAt).body)</p><div><h3>\(session.device)</h3>
        <p class="eyebrow"><span>\(session.service.title)</span><span>until \(Moment(session.expiresAt).body)</span></p></div></li>

        """
    }
}
