/// What the sanitiser lets through.
package struct HTMLPolicy: Sendable {
    /// By name in lower case.
    package let elements: [String: Element]
    /// Class names from outside, and what they are called here. No other class is kept, but `language-…` of code.
    package let classNames: [String: String]
    /// What is put before every id, so that none is one of the page's own, nor a name that a script asks the document for.
    package let identifierPrefix: String
    /// The `rel` of links to other sites.
    package let linkRelations: [String]

    package init(elements: [String: Element], classNames: [String: String], identifierPrefix: String, linkRelations: [String]) {
        self.elements = elements
        self.classNames = classNames
        self.identifierPrefix = identifierPrefix
        self.linkRelations = linkRelations
    }

    /// For what the co-op's own people write, here or elsewhere: posts and pages.
    package static let prose = HTMLPolicy(
        elements: ProseElements.all, classNames: ProseClasses.all, identifierPrefix: "content-", linkRelations: ["noopener"])
}
