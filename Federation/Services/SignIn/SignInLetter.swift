import Shared
import SharedHTML
import SharedInfrastructure

/// The mail that signs somebody in. It says the same to who has an account and who has none.
struct SignInLetter {
    let secrets: SignInSecrets
    /// What the browser that asks calls itself.
    let label: String
    let site: Site

    func message(to address: EmailAddress) -> OutgoingMessage {
        OutgoingMessage(to: address, words, kind: .signIn, expires: secrets.expiresAt)
    }

    var words: MailText {
        MailText(
            title: "Sign in to \(Site.name)",
            paragraphs: [
                "Somebody – you, we hope – asked to sign in with this address, in \(label.deviceInSentence). Open the link in that same browser:"
            ],
            button: MailText.Button("Sign in", link), code: secrets.code.text,
            remarks: [
                "Reading this on another device? Type the code above into the page that told you to look here.",
                "Both work once, for 15 minutes.",
                "If it was not you, leave this mail alone: without it, nobody gets in. Tell nobody the code; none of us will ever ask for it.",
            ],
            footer: ["\(Site.name), \(site.link(FederationPaths.front, on: .blog).value)"])
    }

    private var link: Link {
        site.link(FederationPaths.signInLink.query([FederationPaths.linkToken: secrets.token.text]), on: .federation)
    }
}
