extension HTMLBuilder {
    /// Tells the tokeniser how to read on behind `tag`. Inside SVG and MathML nothing is special.
    mutating func setContent(after tag: HTMLToken.Tag) {
        guard skipped?.kind != .foreign else { return }
        switch tag.name {
        case "script": tokenizer.content = .script
        case "title", "textarea": tokenizer.content = .escapableText(until: tag.name)
        case "style", "xmp", "iframe", "noembed", "noframes": tokenizer.content = .rawText(until: tag.name)
        case "plaintext": tokenizer.content = .plainText
        default: break
        }
    }

    /// Begins to leave out `tag` and what it holds.
    mutating func startSkipping(_ tag: HTMLToken.Tag, _ kind: Element.Dropped) {
        leftOut[tag.name, default: 0] += 1
        if kind == .foreign, tag.isSelfClosing { return }
        skipped = Skipped(name: tag.name, kind: kind)
        tokenizer.isForeign = kind == .foreign
    }

    /// Whether `tag`, inside what is left out, ends that by itself. It also counts elements of the same name that nest.
    mutating func isStillWanted(_ tag: HTMLToken.Tag) -> Bool {
        guard let skipping = skipped else { return true }
        if skipping.media != nil, tag.name == "source" { writeSource(tag) }
        let isClosed = skipping.kind == .foreign && tag.isSelfClosing
        if tag.name == skipping.name, !isClosed { skipped?.depth += 1 }
        guard skipping.kind != .whole, let kind = policy.elements[tag.name]?.kind else { return false }
        switch kind {
        case .paragraph, .heading, .preformatted, .block, .classedBlock, .figure, .list, .item, .definitionList, .term, .definition, .table,
            .rule, .image:
            stopSkipping()
            return true
        default: return false
        }
    }

    mutating func endSkipped(_ name: String) {
        guard let skipping = skipped, name == skipping.name else { return }
        skipped?.depth -= 1
        guard skipping.depth == 1 else { return }
        if skipping.media != nil { endMedia() } else { stopSkipping() }
    }

    private mutating func stopSkipping() {
        skipped = nil
        tokenizer.isForeign = false
    }

    /// Begins an `audio` or `video`; its sources follow until its end tag.
    mutating func startMedia(_ element: Element, _ tag: HTMLToken.Tag) {
        let written = attributes.attributes(of: tag, by: element.attributes + AttributeRule.global)
        let media = Skipped.Media(markup: startTag(element.name, written), hasFile: written.contains { $0.name == "src" })
        skipped = Skipped(name: tag.name, kind: .whole, media: media)
    }

    private mutating func writeSource(_ tag: HTMLToken.Tag) {
        guard let element = policy.elements["source"] else { return }
        let written = attributes.attributes(of: tag, by: element.attributes)
        guard written.contains(where: { $0.name == "src" }) else { return }
        let source = startTag(element.name, written)
        skipped?.media?.markup += source
        skipped?.media?.hasFile = true
    }

    mutating func endMedia() {
        guard let ending = skipped, let media = ending.media else { return }
        stopSkipping()
        guard media.hasFile else { return leftOut[ending.name, default: 0] += 1 }
        makeRoomForPhrasing()
        openPendingInlines()
        output += media.markup + Array("</\(ending.name)>".utf8)
    }

    /// Writes a link to what another site would have shown here.
    mutating func writeFrame(_ tag: HTMLToken.Tag) {
        skipped = Skipped(name: tag.name, kind: .whole)
        guard let link = EmbedLink(address: tag["src"] ?? "", title: tag["title"] ?? ""), let element = policy.elements["a"] else {
            return leftOut["iframe", default: 0] += 1
        }
        startInline(element, HTMLToken.Tag(name: "a", attributes: [.init(name: "href", value: link.address)], isSelfClosing: false))
        write(text: Array(link.text.utf8))
        endInline(element.name)
    }
}
