/// Writes what a policy lets through of one text, well nested. It keeps the blocks that are open and the inline elements that are to
/// be around the text that comes next, and no tree.
///
/// Inline elements are opened when there is text or a picture to hold, closed where a block begins or ends, and opened again behind
/// that place while their end tag has not come: `<b>a<p>b</p></b>` is written `<b>a</b><p><b>b</b></p>`.
struct HTMLBuilder {
    /// Of open blocks. A block that would be nested deeper loses its tags.
    static let maximumDepth = 64
    /// Of inline elements around one piece of text.
    static let maximumInlines = 24

    let policy: HTMLPolicy
    /// UTF-8.
    var output: [UInt8] = []
    var leftOut: [String: Int] = [:]

    var tokenizer: HTMLTokenizer
    var attributes: AttributeWriter
    var blocks: [Block] = []
    var inlines: [Inline] = []
    /// How many of `inlines`, from the first, have been written and not closed.
    var openInlines = 0
    /// How many bytes may still go to opening inline elements again, so that a long link over many blocks stays linear.
    var reopeningBudget: Int
    /// The element that is left out at present.
    var skipped: Skipped?
    /// A line end right after `<pre>` is no text.
    var isAfterPreformattedTag = false

    struct Block {
        let element: Element
        /// As it was written outside; tells boundaries apart.
        let sourceName: String
        /// Where its start tag begins in the output.
        let start: Int
        /// Where its content begins.
        let contentStart: Int
        var isImplied = false
        /// Something ended or began here that cannot be written; the words on both sides must not run together.
        var hasPendingBreak = false
        /// It is empty but somebody may link to it.
        var hasIdentifier = false
        var hasCaption = false
    }

    struct Inline {
        let name: String
        let startTag: [UInt8]
        /// The same without its id.
        let reopeningTag: [UInt8]
        /// How many blocks were open when it began; it ends with the last of them at the latest.
        let depth: Int
        var wasOpened = false
    }

    struct Skipped {
        let name: String
        let kind: Element.Dropped
        var depth = 1
        /// An `audio` or `video` as it will be written: its tag, and its sources so far.
        var media: Media?

        struct Media {
            var markup: [UInt8]
            var hasFile: Bool
        }
    }

    init(_ html: String, policy: HTMLPolicy, resolving resolve: @escaping @Sendable (String) -> String) {
        self.policy = policy
        tokenizer = HTMLTokenizer(html)
        attributes = AttributeWriter(policy: policy, resolving: resolve)
        reopeningBudget = html.utf8.count + 65_536
        output.reserveCapacity(html.utf8.count + html.utf8.count / 8)
    }

    mutating func build() {
        while let token = tokenizer.next() {
            let isAfterPreformattedTag = isAfterPreformattedTag
            self.isAfterPreformattedTag = false
            switch token {
            case .text(let text):
                guard skipped == nil else { break }
                write(text: isAfterPreformattedTag && text.first == 0x0A ? Array(text.dropFirst()) : text)
            case .start(let tag):
                setContent(after: tag)
                if skipped == nil || isStillWanted(tag) { start(tag) }
            case .end(let name): if skipped == nil { end(name) } else { endSkipped(name) }
            }
        }
        if skipped?.media != nil { endMedia() }
        while !blocks.isEmpty { closeBlock() }
        closeInlines(downTo: 0)
    }

    private mutating func start(_ tag: HTMLToken.Tag) {
        guard let element = policy.elements[tag.name] else { return }
        switch element.kind {
        case .inline, .link: startInline(element, tag)
        case .lineBreak: writeLineBreak(element, tag)
        case .image: writeImage(element, tag)
        case .frame: writeFrame(tag)
        case .media: startMedia(element, tag)
        case .dropped(let kind): startSkipping(tag, kind)
        case .source: break
        case .rule: writeRule(element, tag)
        case .item: startPart(element, tag, of: .list, implied: "ul")
        case .term, .definition: startPart(element, tag, of: .definitionList, implied: "dl")
        case .caption, .rowGroup, .row, .cell: startTablePart(element, tag)
        case .figureCaption: startFigureCaption(element, tag)
        case .summary: startSummary(element, tag)
        case .classedBlock:
            let classes = attributes.attributes(of: tag, by: [.classes])
            startBlock(classes.isEmpty ? Element(element.name, .boundary) : element, tag)
        case .boundary, .paragraph, .heading, .preformatted, .block, .figure, .details, .list, .definitionList, .table:
            startBlock(element, tag)
        }
    }

    private mutating func end(_ name: String) {
        guard let element = policy.elements[name] else { return }
        switch element.kind {
        case .inline, .link: endInline(element.name)
        case .lineBreak, .image, .frame, .media, .dropped, .source, .rule: break
        case .boundary, .paragraph, .heading, .preformatted, .summary, .term, .block, .figure, .figureCaption, .details, .item, .definition,
            .caption, .cell, .classedBlock, .list, .definitionList, .table, .rowGroup, .row:
            endBlock(element, sourceName: name)
        }
    }
}
