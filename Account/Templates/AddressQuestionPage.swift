import Shared
import SharedHTML
import SharedInfrastructure

/// Where the link in a mail leads: whether an address is to change. Nil: the link does nothing any more.
struct AddressQuestionPage: PageView {
    let question: AddressQuestion?

    var title: String { question == nil ? "This link is over" : "Change the address?" }
    var description: String { "The change of an address that is under way." }
    var tags: Set<CacheTag> { [] }

    var body: Composition { "\(question.map(ask) ?? over)" }

    private func ask(_ question: AddressQuestion) -> HTML {
        """
        <header class="opening"><h1>\(title)</h1>
        <p class="lead">Mail of the account \(question.username.description) is to go to another address.</p></header>
        <dl class="facts">
        <div><dt>From</dt><dd>\(question.change.old.description)</dd></div>
        <div><dt>To</dt><dd>\(question.change.new.description)</dd></div>
        <div><dt>Until</dt><dd>\(ExactMoment(question.change.expiresAt).body)</dd></div>
        </dl>
        \(question.change.confirmed.contains(question.end) ? said(question) : form(question))
        """
    }

    private func form(_ question: AddressQuestion) -> HTML {
        """
        <form class="form" method="post" action="\(url: AccountPaths.addressConfirmations)">
        <input type="hidden" name="token" value="\(question.token.text)">
        <button class="button">Yes, change it</button>
        <p class="hint">This is the say of \(question.change.address(of: question.end).description). If you know nothing of it, close this page, and nothing changes.</p>
        </form>

        """
    }

    private func said(_ question: AddressQuestion) -> HTML {
        """
        <p class="notice" role="status">You have said yes here. Now the link in the mail to the other address has to be opened.</p>

        """
    }

    private var over: HTML {
        """
        <header class="opening"><h1>\(title)</h1>
        <p class="lead">It was used, given up, or is older than a day. What your address is now, your account says.</p>
        <p><a class="button is-quiet" href="\(url: AccountPaths.address)">To your account</a></p></header>

        """
    }
}

/// After one end has said yes.
struct AddressConfirmedPage: PageView {
    let isByBoth: Bool

    var title: String { isByBoth ? "Your address has changed" : "Half of it is done" }
    var description: String { "The change of an address that is under way." }
    var tags: Set<CacheTag> { [] }

    var body: Composition {
        """
        <header class="opening"><h1>\(title)</h1>
        <p class="lead">\(isByBoth ? "Both addresses have said yes. Mail goes to the new one from now on." : "This address has said yes. Now open the link in the mail to the other one; until then, nothing changes.")</p>
        <p><a class="button is-quiet" href="\(url: AccountPaths.front)">To your account</a></p></header>
        """
    }
}
