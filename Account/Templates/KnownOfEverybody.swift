import Shared
import SharedHTML
import SharedInfrastructure

/// What the site keeps of anybody, in plain words.
struct KnownOfEverybody {
    let site: Site

    var body: HTML {
        """
        <section class="section prose"><h2>What is kept of anybody</h2>
        <ul>
        <li>Without a basket and an account: nothing. These pages set no cookie, load nothing from elsewhere and count nobody.</li>
        <li>With <a href="\(url: site.link(CartPaths.basket, on: .cart))">a basket</a>: one cookie, which names the basket and nothing else, and what you put in.</li>
        <li>When you sign in: your address and, for a day, a mark that stands for your network, so that nobody floods a mailbox; and a cookie until you have opened our mail.</li>
        <li>With an account: what you tell us, where you are signed in, a cookie for each part of the site that knows you there, and one that says no more than that somebody has signed in with this browser.</li>
        <li>In the logs, for as long as the operator keeps them: which page was asked for, when, and how long it took.</li>
        </ul>
        </section>
        """
    }
}
