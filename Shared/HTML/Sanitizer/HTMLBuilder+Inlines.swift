extension HTMLBuilder {
    /// Puts `element` around what comes. A link ends the one before, since links do not nest.
    mutating func startInline(_ element: Element, _ tag: HTMLToken.Tag) {
        if element.kind == .link { endInline(element.name) }
        guard inlines.count < Self.maximumInlines else { return }
        let written = attributes.attributes(of: tag, by: element.attributes + AttributeRule.global)
        let hasIdentifier = written.contains { $0.name == "id" }
        if element.kind == .link, !written.contains(where: { $0.name == "href" }) {
            return hasIdentifier ? writeAnchor(element, written) : ()
        }
        if element.name == "time", !written.contains(where: { $0.name == "datetime" }) { return }
        inlines.append(
            Inline(
                name: element.name, startTag: startTag(element.name, written),
                reopeningTag: startTag(element.name, written.filter { $0.name != "id" }), depth: blocks.count))
    }

    /// Writes a place that links lead to, and that leads nowhere itself. It is empty: what it held stands behind it.
    private mutating func writeAnchor(_ element: Element, _ written: [(name: String, value: String)]) {
        makeRoomForPhrasing()
        openPendingInlines()
        output += startTag(element.name, written) + Array("</\(element.name)>".utf8)
    }

    /// Ends the innermost inline element of that name; those inside it go on behind it.
    mutating func endInline(_ name: String) {
        guard let index = inlines.lastIndex(where: { $0.name == name }) else { return }
        if index < openInlines { closeInlines(downTo: index) }
        inlines.remove(at: index)
    }

    mutating func closeInlines(downTo count: Int) {
        while openInlines > count {
            openInlines -= 1
            output += Array("</\(inlines[openInlines].name)>".utf8)
        }
    }

    mutating func openPendingInlines() {
        while openInlines < inlines.count {
            let inline = inlines[openInlines]
            if inline.wasOpened {
                guard reopeningBudget >= inline.reopeningTag.count else { return inlines.removeSubrange(openInlines...) }
                reopeningBudget -= inline.reopeningTag.count
            }
            output += inline.wasOpened ? inline.reopeningTag : inline.startTag
            inlines[openInlines].wasOpened = true
            openInlines += 1
        }
    }

    /// Opens what is missing around text or a picture.
    mutating func makeRoomForPhrasing() {
        guard content != .phrasing else { return writePendingBreak() }
        openImpliedParts()
        if blocks.last?.element.kind == .boundary, blocks.count < Self.maximumDepth { openImplied("p") }
    }

    /// Writes text, which is UTF-8. Blank text stands between blocks as it is, and opens nothing.
    mutating func write(text: [UInt8]) {
        var text = text.filter { $0 >= 0x20 && $0 != 0x7F || $0 == 0x0A || $0 == 0x09 || $0 == 0x0C || $0 == 0x0D }
        for index in text.indices where text[index] == 0x0C || text[index] == 0x0D { text[index] = 0x0A }
        guard !text.isEmpty else { return }
        let isPreformatted = container.map { blocks[$0].element.kind == .preformatted } ?? false
        if text.allSatisfy(\.isSpace), !isPreformatted {
            switch content {
            case .phrasing:
                if let container { blocks[container].hasPendingBreak = false }
            case .flow: break
            case .items, .definitions, .rowGroups, .rows, .cells: return
            }
        } else {
            makeRoomForPhrasing()
            // A parser drops one line end right after the tag.
            if isPreformatted, text.first == 0x0A, openInlines == inlines.count, let container,
                output.count == blocks[container].contentStart
            {
                output.append(0x0A)
            }
            openPendingInlines()
        }
        text.withUnsafeBufferPointer { escapeText($0, into: &output) }
    }

    private mutating func writePendingBreak() {
        guard let container, blocks[container].hasPendingBreak else { return }
        blocks[container].hasPendingBreak = false
        guard output.count > blocks[container].contentStart, let last = output.last, !last.isSpace else { return }
        output.append(blocks[container].element.kind == .preformatted ? 0x0A : 0x20)
    }

    mutating func writeLineBreak(_ element: Element, _ tag: HTMLToken.Tag) {
        guard content == .phrasing || content == .flow && blocks.last?.element.kind != .boundary else { return }
        makeRoomForPhrasing()
        openPendingInlines()
        writeVoid(element, tag)
    }

    mutating func writeImage(_ element: Element, _ tag: HTMLToken.Tag) {
        guard !attributes.attributes(of: tag, by: [.file("src")]).isEmpty else { return leftOut["img", default: 0] += 1 }
        makeRoomForPhrasing()
        openPendingInlines()
        writeVoid(element, tag)
    }
}
