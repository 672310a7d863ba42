import Shared
import SharedHTML
import SharedInfrastructure

/// The mail that account sends. A message that somebody has sent to an address which may not be theirs has no words of theirs in it: it names
/// them by their username.
struct AccountMail: Sendable {
    let site: Site

    /// Asks one end whether the address is to change.
    func question(to end: AddressChange.End, _ token: SecretToken, _ change: AddressChange, _ person: Person) -> OutgoingMessage {
        let link = site.link(AccountPaths.addressConfirmation(token), on: .account)
        let words =
            switch end {
            case .old:
                MailText(
                    title: "Shall your address become another one?",
                    paragraphs: [
                        "Somebody who is signed in to your account (\(person.username)) wants mail to reach you at \(change.new) instead of here. "
                            + "Both addresses have to say yes within a day."
                    ],
                    button: .init("Look at it", link),
                    remarks: [
                        "If that was not you, do nothing: your address stays what it is. Then sign out the devices that you do not know, at "
                            + site.link(AccountPaths.devices, on: .account).value
                    ], footer: footer)
            case .new:
                MailText(
                    title: "Is this your address?",
                    paragraphs: [
                        "The member \(person.username) wants mail to reach them here. Both addresses, this one and the one of before, have to say "
                            + "yes within a day."
                    ],
                    button: .init("Look at it", link),
                    remarks: ["If you do not know what this is about, do nothing, and we will not write here again because of it."],
                    footer: footer)
            }
        return OutgoingMessage(to: change.address(of: end), words, kind: .addressChange, expires: change.expiresAt)
    }

    /// To an address that somebody else wanted: only its owner learns that it has an account.
    func known(_ change: AddressChange) -> OutgoingMessage {
        let words = MailText(
            title: "Somebody gave your address",
            paragraphs: [
                "A member wanted mail to reach them at this address. It belongs to your account, so nothing has changed, and nothing will."
            ],
            remarks: ["If that was you, with a second account: give the address up in this one first."], footer: footer)
        return OutgoingMessage(to: change.new, words, kind: .addressChange, expires: change.expiresAt)
    }

    /// To the old address, once the new one counts.
    func changed(_ change: AddressChange) -> OutgoingMessage {
        let words = MailText(
            title: "Your address has changed",
            paragraphs: [
                "Mail of your account goes to \(change.new) from now on, and links to sign in, too. Both addresses have said yes to that."
            ],
            remarks: ["If you did not, answer this mail at once: somebody can read your mail."], footer: footer)
        return OutgoingMessage(to: change.old, words, kind: .addressChange)
    }

    /// To somebody who has left.
    func farewell(to person: Person) -> OutgoingMessage {
        let words = MailText(
            title: "Your account is gone",
            paragraphs: [
                "You asked for it, and it is done: your name, your address, your devices and your history are not kept any more. Orders stay in "
                    + "the books, with what was on them. Nobody else will get the name \(person.username)."
            ],
            remarks: ["This is our last mail to you. You are welcome back, under another name, whenever you like."], footer: footer)
        return OutgoingMessage(to: person.email, words, kind: .farewell)
    }

    private var footer: [String] { ["\(Site.name) · \(site.link(AccountPaths.front, on: .account).value)"] }
}
