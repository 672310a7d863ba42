extension HTMLBuilder {
    /// Begins an item of the innermost list, or of a new one when there is none around it.
    mutating func startPart(_ element: Element, _ tag: HTMLToken.Tag, of kind: Element.Kind, implied: String) {
        closeInlines(downTo: 0)
        let around = blocks.lastIndex { block in
            switch block.element.kind {
            case .boundary, .paragraph, .heading, .preformatted, .summary, .item, .term, .definition: false
            default: true
            }
        }
        if let around, blocks[around].element.kind == kind {
            closeBlocks(from: around + 1)
        } else {
            guard makeRoomForBlock(), blocks.count < Self.maximumDepth else { return }
            openImplied(implied)
        }
        guard blocks.count <= Self.maximumDepth else { return }
        open(element, tag)
    }

    /// Begins a part of the innermost table, with the parts that are missing around it. Outside tables it is only a boundary.
    mutating func startTablePart(_ element: Element, _ tag: HTMLToken.Tag) {
        guard let table = blocks.lastIndex(where: { $0.element.kind == .table }) else {
            return startBlock(Element(element.name, .boundary), tag)
        }
        closeInlines(downTo: 0)
        func innermost(_ kind: Element.Kind) -> Int? { blocks[table...].lastIndex { $0.element.kind == kind } }
        switch element.kind {
        case .caption:
            guard blocks.count == table + 1, output.count == blocks[table].contentStart else { return }
        case .rowGroup: closeBlocks(from: table + 1)
        case .row:
            closeBlocks(from: (innermost(.rowGroup) ?? table) + 1)
            if content == .rowGroups { openImplied("tbody") }
        default:
            closeBlocks(from: (innermost(.row) ?? innermost(.rowGroup) ?? table) + 1)
            if content == .rowGroups { openImplied("tbody") }
            if content == .rows { openImplied("tr") }
        }
        open(element, tag)
    }

    /// Begins the caption of the innermost figure, if that has none yet.
    mutating func startFigureCaption(_ element: Element, _ tag: HTMLToken.Tag) {
        closeInlines(downTo: 0)
        let around = blocks.lastIndex { ![.boundary, .paragraph, .figureCaption].contains($0.element.kind) }
        guard let around, blocks[around].element.kind == .figure, !blocks[around].hasCaption else {
            return startBlock(Element(element.name, .boundary), tag)
        }
        blocks[around].hasCaption = true
        closeBlocks(from: around + 1)
        open(element, tag)
    }

    /// Begins the summary of a `details` in which nothing stands yet.
    mutating func startSummary(_ element: Element, _ tag: HTMLToken.Tag) {
        let isFirst = blocks.last.map { $0.element.kind == .details && output[$0.contentStart...].allSatisfy(\.isSpace) } ?? false
        startBlock(isFirst ? element : Element(element.name, .boundary), tag)
    }

    mutating func writeRule(_ element: Element, _ tag: HTMLToken.Tag) {
        switch content {
        case .flow, .phrasing: if makeRoomForBlock() { writeVoid(element, tag) }
        case .items, .definitions, .rowGroups, .rows, .cells: break
        }
    }

    mutating func writeVoid(_ element: Element, _ tag: HTMLToken.Tag) {
        output += startTag(element.name, attributes.attributes(of: tag, by: element.attributes + AttributeRule.global))
    }
}
