import SharedHTML

// Cards that say something, or lead somewhere.

extension GhostCard {
    func writeCode(into markup: inout RawMarkup) {
        let language = content.text("language").map { "language-\($0.lowercased())" }
        let code = { (markup: inout RawMarkup) in
            markup.element("pre") { $0.element("code", ["class": language]) { $0.text(content.text("code") ?? "") } }
        }
        guard let caption = content.text("caption") else { return code(&markup) }
        markup.element("figure") { figure in
            code(&figure)
            writeCaption(caption, into: &figure)
        }
    }

    /// Its text is the text of one paragraph, and since Ghost 6 paragraphs; then the emoji belongs into the first.
    func writeCallout(into markup: inout RawMarkup) {
        let text = content.text("calloutText") ?? ""
        let emoji = content.text("calloutEmoji").map { "\($0) " } ?? ""
        markup.element("div", ["class": "kg-callout-card"]) { card in
            guard text.hasPrefix("<p>") || text.hasPrefix("<p "), let end = text.firstIndex(of: ">") else {
                return card.element("p") { paragraph in
                    paragraph.text(emoji)
                    paragraph.raw(text)
                }
            }
            card.raw(String(text[...end]))
            card.text(emoji)
            card.raw(String(text[text.index(after: end)...]))
        }
    }

    func writeToggle(into markup: inout RawMarkup) {
        markup.element("details") { details in
            details.element("summary") { $0.raw(content.text("heading") ?? "") }
            details.raw(content.text("content") ?? "")
        }
    }

    func writeBookmark(into markup: inout RawMarkup) {
        let about = content["metadata"] ?? .null
        guard let address = content.text("url") ?? about.text("url") else { return }
        markup.element("figure", ["class": "kg-bookmark-card"]) { figure in
            figure.element("p") { $0.element("a", ["href": address]) { $0.text(about.text("title") ?? address) } }
            if let description = about.text("description") { figure.element("p") { $0.text(description) } }
            if let caption = content.text("caption") {
                writeCaption(caption, into: &figure)
            } else if let publisher = about.text("publisher") {
                figure.element("figcaption") { $0.text([about.text("author"), publisher].compactMap { $0 }.joined(separator: ", ")) }
            }
        }
    }

    /// Players become links. What was quoted from elsewhere (a toot, a tweet) is text, and stays.
    func writeEmbed(into markup: inout RawMarkup) {
        let html = content.text("html") ?? ""
        let about = content["metadata"] ?? .null
        markup.element("figure", ["class": "kg-embed-card"]) { figure in
            if html.contains("<blockquote") || content.text("url") == nil {
                figure.raw(html)
            } else if let address = content.text("url") {
                let link = EmbedLink(address: address, title: about.text("title") ?? "")
                figure.element("a", ["href": link?.address ?? address]) { $0.text(link?.text ?? address) }
            }
            writeCaption(content.text("caption"), into: &figure)
        }
    }

    func writeProduct(into markup: inout RawMarkup) {
        markup.element("div", ["class": "kg-product-card"]) { card in
            writePicture("productImage", into: &card)
            if let title = content.text("productTitle") { card.element("h4") { $0.raw(title) } }
            if content.flag("productRatingEnabled") == true, let stars = content.number("productStarRating") {
                card.element("p") { $0.text("\(stars) of 5 stars") }
            }
            card.raw(content.text("productDescription") ?? "")
            if content.flag("productButtonEnabled") == true {
                writeButton(content.text("productButton"), content.text("productUrl"), into: &card)
            }
        }
    }

    func writeHeader(into markup: inout RawMarkup) {
        markup.element("div", ["class": "kg-header-card"]) { card in
            writePicture("backgroundImage", into: &card)
            if let heading = content.text("header") { card.element("h2") { $0.raw(heading) } }
            if let subheading = content.text("subheader") { card.element("p") { $0.raw(subheading) } }
            if content.flag("buttonEnabled") == true { writeButton(content.text("buttonText"), content.text("buttonUrl"), into: &card) }
        }
    }

    func writeCallToAction(into markup: inout RawMarkup) {
        markup.element("div", ["class": "kg-callout-card"]) { card in
            if content.flag("hasSponsorLabel") == true { card.raw(content.text("sponsorLabel") ?? "") }
            writePicture("image", into: &card)
            card.raw(content.text("textValue") ?? "")
            if content.flag("showButton") == true { writeButton(content.text("buttonText"), content.text("buttonUrl"), into: &card) }
        }
    }

    /// The card's picture, whose address and size stand in members that begin with `name`.
    private func writePicture(_ name: String, into markup: inout RawMarkup) {
        guard let source = content.text("\(name)Src") ?? content.text("\(name)Url") else { return }
        markup.element("figure") {
            $0.tag(
                "img",
                [
                    "src": source, "width": content.number("\(name)Width").map(String.init),
                    "height": content.number("\(name)Height").map(String.init),
                ])
        }
    }
}
