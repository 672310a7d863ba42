import Shared

/// Where the site's mail goes, and whom it is from.
package struct MailSettings: Sendable {
    package let relay: SMTPConfiguration
    package let sender: MailSender

    package init(relay: SMTPConfiguration, sender: MailSender) {
        self.relay = relay
        self.sender = sender
    }
}

extension Settings {
    /// The keys of the one service that sends mail. Nil with a problem noted when they are wrong, or missing in production; in development
    /// without `SMTP_URL` mail waits in the outbox.
    mutating func mail(isDevelopment: Bool, siteDomain: String?, greetingName: String?) -> MailSettings? {
        let example = "smtp://user:password@mail.example.org:587"
        guard let address = optional("SMTP_URL", isSecret: true) else {
            if !isDevelopment, !problems.contains(where: { $0.key == "SMTP_URL_FILE" }) { add("SMTP_URL", "is missing", example: example) }
            return nil
        }
        let sender = value(
            "MAIL_FROM", default: isDevelopment ? siteDomain.map { "Rose Ash <post@\($0)>" } : nil, example: "Rose Ash <post@rose-ash.com>",
            expecting: "an address for mail, or a name and one in angle brackets", parse: { MailSender($0) })
        let trust = optional("SMTP_TRUST").map { SMTPConfiguration.Trust.file($0) } ?? .system
        do throws(SMTPAddressError) {
            var relay = try SMTPConfiguration(address, allowingPlain: isDevelopment)
            relay.trust = trust
            if let greetingName { relay.greetingName = greetingName }
            return sender.map { MailSettings(relay: relay, sender: $0) }
        } catch {
            add("SMTP_URL", "is refused: \(error)", example: example)
            return nil
        }
    }
}
