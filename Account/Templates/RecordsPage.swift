import Shared
import SharedHTML
import SharedInfrastructure

/// What is kept of a member, in plain words, and the file with all of it.
struct RecordsPage: PageView {
    let site: Site

    var title: String { "All that is kept of you" }
    var description: String { "What is kept of you, to read and to take along." }
    var tags: Set<CacheTag> { [] }

    var body: Composition {
        """
        \(AccountHead(title: title, lead: "It is yours: read it, take it along, give it to somebody else.").body)\
        <section class="section prose"><h2>What it is</h2>
        <ul>
        <li>Who you are: your name, your username, your address, and since when.</li>
        <li>The devices that you signed in with, and what was done with your account.</li>
        <li>Your roles, your passkeys (only their names and days: what is secret of them never leaves your device), and whom you let know who you are.</li>
        <li>What is in your basket, the names that you write under, and which mail we sent you (not what was in it: that is forgotten as soon as it is sent).</li>
        </ul>
        <p>The file is JSON: text, for people and programs.</p></section>
        <form method="post" action="\(url: AccountPaths.exports)"><button class="button">Download the file</button></form>
        """
    }
}
