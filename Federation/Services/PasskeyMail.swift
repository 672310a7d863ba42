import FoundationEssentials
import Shared
import SharedHTML
import SharedInfrastructure

/// The mail that tells somebody of a change to their passkeys.
struct PasskeyMail: Sendable {
    let site: Site

    enum Change { case added, removed }

    /// `device`: where it was done, as the browser calls itself.
    func message(_ change: Change, _ passkey: Passkey, of owner: Person, on device: String, at moment: Date) -> OutgoingMessage {
        OutgoingMessage(to: owner.email, words(change, passkey.name, owner.username, device, moment), kind: .passkeyChange)
    }

    private func words(_ change: Change, _ name: String, _ owner: Username, _ device: String, _ moment: Date) -> MailText {
        let (title, done) =
            switch change {
            case .added: ("A passkey was added to your account", "signs you in to your account (\(owner)) from now on. It was added")
            case .removed:
                ("A passkey was removed from your account", "signs nobody in to your account (\(owner)) any more. It was removed")
            }
        return MailText(
            title: title,
            paragraphs: ["The passkey “\(name)” \(done) on \(ExactMoment(moment).text), with \(device.deviceInSentence)."],
            button: .init("Look at your passkeys", site.link(FederationPaths.passkeys, on: .federation)),
            remarks: [
                "If that was not you, somebody is signed in as you. Sign in with a link by mail, sign out the devices that you do not know, and "
                    + "remove the passkeys that are not yours. The devices are at \(site.link(AccountPaths.devices, on: .account).value)"
            ],
            footer: ["\(Site.name) · \(site.link(AccountPaths.front, on: .account).value)"])
    }
}
