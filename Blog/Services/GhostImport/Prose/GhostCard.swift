import SharedHTML

/// The cards of Ghost's editors: what is no text. Mobiledoc and Lexical name a few of them differently and fill them alike.
struct GhostCard {
    let name: String
    let content: JSON

    /// - Parameter name: as either editor calls it.
    init(_ name: String, _ content: JSON) {
        let names = ["card-markdown": "markdown", "hr": "horizontalrule", "divider": "horizontalrule", "code": "codeblock"]
        self.name = names[name] ?? name
        self.content = content
    }

    /// Writes the card. False when nobody knows it.
    func write(into markup: inout RawMarkup) -> Bool {
        guard isForTheSite else {
            markup.lose("\(name) card that was not shown on the site")
            return true
        }
        switch name {
        case "image": writeImage(into: &markup)
        case "gallery": writeGallery(into: &markup)
        case "before-after": writeComparison(into: &markup)
        case "bookmark", "nft": writeBookmark(into: &markup)
        case "embed": writeEmbed(into: &markup)
        case "audio": writeAudio(into: &markup)
        case "video": writeVideo(into: &markup)
        case "file": writeFile(into: &markup)
        case "html": markup.raw(content.text("html") ?? "")
        case "markdown": markup.rough(Markdown.html(content.text("markdown") ?? ""))
        case "codeblock": writeCode(into: &markup)
        case "horizontalrule": markup.tag("hr")
        case "callout": writeCallout(into: &markup)
        case "toggle": writeToggle(into: &markup)
        case "button": writeButton(content.text("buttonText"), content.text("buttonUrl"), into: &markup)
        case "product": writeProduct(into: &markup)
        case "header": writeHeader(into: &markup)
        case "call-to-action": writeCallToAction(into: &markup)
        case "paywall": markup.lose("paywall mark")
        case "email", "email-cta": markup.lose("\(name) card, which was for newsletters only")
        case "signup", "collection", "transistor": markup.lose("\(name) card, which needs Ghost")
        default: return false
        }
        return true
    }

    /// A card may be shown to some readers only. One that nobody saw on the site is not shown here.
    private var isForTheSite: Bool {
        guard let visibility = content["visibility"] else { return true }
        if visibility.flag("showOnWeb") == false { return false }
        guard let web = visibility["web"], web.flag("nonMember") == false else { return true }
        return web.text("memberSegment") != nil
    }

    /// `kg-width-wide`, `kg-width-full` or nothing.
    var width: String? {
        switch content.text("cardWidth") {
        case "wide": "kg-width-wide"
        case "full": "kg-width-full"
        default: nil
        }
    }

    /// Captions are markup.
    func writeCaption(_ caption: String?, into markup: inout RawMarkup) {
        guard let caption else { return }
        markup.element("figcaption") { $0.raw(caption) }
    }

    func writeButton(_ label: String?, _ address: String?, into markup: inout RawMarkup) {
        guard let label, let address else { return }
        guard !GhostAddresses.isPortal(address) else { return markup.lose("button to Ghost's sign-up") }
        markup.element("p", ["class": "kg-button-card"]) { $0.element("a", ["href": address]) { $0.text(label) } }
    }
}
