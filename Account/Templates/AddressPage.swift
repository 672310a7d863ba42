import Shared
import SharedHTML
import SharedInfrastructure

/// Where mail reaches a member, what is under way, and the form that begins a change.
struct AddressPage: PageView {
    let person: Person
    let change: AddressChange?
    var news: AccountNews?
    var typed: String?
    var problem: String?

    var title: String { "Your address" }
    var description: String { "Where mail reaches you." }
    var tags: Set<CacheTag> { [] }

    var body: Composition {
        """
        \(AccountHead(title: title, lead: "Mail reaches you at \(person.email). Links to sign in go there, too.", news: news).body)\
        \(change.map(underWay))\
        <section class="section"><h2>Another address</h2>
        <form class="form is-narrow" method="post" action="\(url: AccountPaths.address)">
        \(FormField("address", label: "New address", value: typed ?? "", hint: "We write to both addresses, and change it once both have said yes.", problem: problem, input: .email).body)
        <button class="button">Write to both</button>
        </form></section>
        """
    }

    private func underWay(_ change: AddressChange) -> HTML {
        """
        <section class="section"><h2>Under way</h2>
        <p>It is about to become <strong>\(change.new.description)</strong>. Both addresses have time to say yes until \(ExactMoment(change.expiresAt).body).</p>
        <ul class="listing">
        \(AddressChange.End.allCases.map { row($0, change) })</ul>
        <form method="post" action="\(url: AccountPaths.addressCancellations)"><button class="button is-quiet">Keep the address that I have</button></form>
        </section>

        """
    }

    private func row(_ end: AddressChange.End, _ change: AddressChange) -> HTML {
        """
        <li><p class="margin">\(end == .old ? "Old address" : "New address")</p><div><h3>\(change.address(of: end).description)</h3>
        <p class="eyebrow">\(change.confirmed.contains(end) ? Badge("has said yes", .good).body : Badge("not yet", .waiting).body)</p></div></li>

        """
    }
}
