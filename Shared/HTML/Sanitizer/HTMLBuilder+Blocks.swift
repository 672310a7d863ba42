extension HTMLBuilder {
    /// The innermost block that is written.
    var container: Int? { blocks.lastIndex { $0.element.kind != .boundary } }

    /// What may stand where the output is.
    var content: Element.Content { container.map { blocks[$0].element.content } ?? .flow }

    /// Begins a block where one may stand; where none may, it begins a boundary, so that its end tag ends nothing else.
    mutating func startBlock(_ element: Element, _ tag: HTMLToken.Tag) {
        if element.kind == .heading, let container, blocks[container].element.kind == .heading { closeBlocks(from: container) }
        let hasRoom = makeRoomForBlock()
        guard blocks.count < Self.maximumDepth, hasRoom || element.kind != .paragraph else { return }
        open(hasRoom ? element : Element(element.name, .boundary), tag)
    }

    /// Ends what cannot hold a block, and opens what is missing around it. False where there is no place for one.
    mutating func makeRoomForBlock() -> Bool {
        closeInlines(downTo: 0)
        if blocks.last?.element.kind == .paragraph { closeBlock() }
        guard content != .phrasing else {
            markBreak()
            return false
        }
        openImpliedParts()
        return true
    }

    /// Opens, in a list or a table, the item or cell that is missing around what comes now.
    mutating func openImpliedParts() {
        while let container, blocks[container].isImplied, [.items, .definitions].contains(content) { closeBlocks(from: container) }
        switch content {
        case .items: openImplied("li")
        case .definitions: openImplied("dd")
        case .rowGroups: for part in ["tbody", "tr", "td"] { openImplied(part) }
        case .rows: for part in ["tr", "td"] { openImplied(part) }
        case .cells: openImplied("td")
        case .flow, .phrasing: break
        }
    }

    mutating func openImplied(_ name: String) {
        guard let element = policy.elements[name] else { return }
        open(element, HTMLToken.Tag(name: name, attributes: [], isSelfClosing: false))
        blocks[blocks.count - 1].isImplied = true
    }

    /// Writes the start tag of `element`. A boundary has none.
    mutating func open(_ element: Element, _ tag: HTMLToken.Tag) {
        let start = output.count
        var hasIdentifier = false
        if element.kind != .boundary {
            let written = attributes.attributes(of: tag, by: element.attributes + AttributeRule.global)
            hasIdentifier = written.contains { $0.name == "id" }
            output += startTag(element.name, written)
        }
        blocks.append(
            Block(element: element, sourceName: tag.name, start: start, contentStart: output.count, hasIdentifier: hasIdentifier))
        isAfterPreformattedTag = element.kind == .preformatted
    }

    /// Ends the innermost open block of that name, with all that is in it; nothing when none is open, or only outside this cell.
    mutating func endBlock(_ element: Element, sourceName: String) {
        let isPartOfTable = [.table, .rowGroup, .row, .cell, .caption].contains(element.kind)
        for index in blocks.indices.reversed() {
            let block = blocks[index]
            let isIt =
                switch block.element.kind {
                case .boundary, .classedBlock: block.sourceName == sourceName
                case .heading: element.kind == .heading
                default: block.element.name == element.name
                }
            if isIt { return closeBlocks(from: index) }
            let isWall = block.element.kind == .table || !isPartOfTable && [.cell, .caption].contains(block.element.kind)
            if isWall { break }
        }
        markBreak()
    }

    mutating func closeBlocks(from index: Int) {
        while blocks.count > index { closeBlock() }
    }

    /// Ends the innermost block and the inline elements that began in it. One that holds nothing is taken back, but for cells.
    mutating func closeBlock() {
        closeInlines(downTo: 0)
        while let last = inlines.last, last.depth >= blocks.count { inlines.removeLast() }
        guard let block = blocks.popLast() else { return }
        guard block.element.kind != .boundary else { return markBreak() }
        let isEmpty = output[block.contentStart...].allSatisfy(\.isSpace)
        if isEmpty, !block.hasIdentifier, block.element.kind != .cell {
            output.removeSubrange(block.start...)
            return markBreak()
        }
        output += Array("</\(block.element.name)>".utf8)
    }

    /// Remembers, inside a heading and its like, that the words on both sides of this place are two.
    mutating func markBreak() {
        guard let container, blocks[container].element.content == .phrasing else { return }
        blocks[container].hasPendingBreak = true
    }

    func startTag(_ name: String, _ attributes: [(name: String, value: String)]) -> [UInt8] {
        var bytes = Array("<\(name)".utf8)
        for attribute in attributes {
            bytes += Array(" \(attribute.name)=\"".utf8)
            escape(attribute.value, into: &bytes)
            bytes.append(UInt8(ascii: "\""))
        }
        bytes.append(UInt8(ascii: ">"))
        return bytes
    }
}
