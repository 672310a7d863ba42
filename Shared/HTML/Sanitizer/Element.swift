/// How the sanitiser treats an element of markup from outside. One that has no such rule loses its tags and keeps its content.
package struct Element: Sendable {
    /// As which it is written.
    let name: String
    let kind: Kind
    /// In the order in which they are written, before those that every element may have.
    let attributes: [AttributeRule]

    init(_ name: String, _ kind: Kind, _ attributes: AttributeRule...) {
        self.name = name
        self.kind = kind
        self.attributes = attributes
    }

    /// Where an element may stand and what it may hold. The sanitiser writes nothing that stands elsewhere, so that every parser makes of
    /// its output the tree that it meant.
    enum Kind: Sendable, Equatable {
        /// Holds phrasing: text, inline elements, images.
        case paragraph, heading, preformatted, summary, term
        /// Holds blocks and phrasing.
        case block, figure, figureCaption, details, item, definition, caption, cell
        /// A block only with a class of ours, else a ``boundary``.
        case classedBlock
        /// Hold only their parts.
        case list, definitionList, table, rowGroup, row
        case rule
        case inline, link
        case lineBreak, image
        /// Holds `source` elements; what else is in it is for browsers of another time.
        case media
        case source
        /// Another site's page inside this one: a link to it is written.
        case frame
        /// Ends what stands before and begins anew, and is not written.
        case boundary
        /// Goes with all that it holds.
        case dropped(Dropped)
    }

    /// Where the content of an element that goes ends.
    enum Dropped: Sendable, Equatable {
        /// At its own end tag.
        case whole
        /// There, or where a block begins: what is left open must not take the rest of the post with it.
        case untilBlock
        /// The same; what is inside is split as SVG and MathML are.
        case foreign
    }

    /// What may stand right inside.
    enum Content: Equatable {
        case flow, phrasing, items, definitions, rowGroups, rows, cells
    }

    var content: Content {
        switch kind {
        case .paragraph, .heading, .preformatted, .summary, .term: .phrasing
        case .list: .items
        case .definitionList: .definitions
        case .table: .rowGroups
        case .rowGroup: .rows
        case .row: .cells
        case .block, .classedBlock, .figure, .figureCaption, .details, .item, .definition, .caption, .cell, .rule, .inline, .link,
            .lineBreak, .image, .media, .source, .frame, .boundary, .dropped:
            .flow
        }
    }
}
