/// One of the files between which a browser chooses (`srcset`, WHATWG HTML, section 4.8.4.2.1): where it is, and how wide.
package struct Candidate: Sendable, Hashable {
    package let link: Link
    /// In pixels.
    package let width: Int

    package init(_ link: Link, width: Int) {
        self.link = link
        self.width = width
    }
}

extension HTML.Interpolation {
    /// `srcset` or `imagesrcset` as a whole attribute: `<source\(attribute: "srcset", url: candidates)>`. A comma in an address would end it
    /// there, so it is encoded.
    package mutating func appendInterpolation(attribute name: StaticString, url candidates: [Candidate]) {
        let list = candidates.map { "\($0.link.value.replacing(",", with: "%2C")) \($0.width)w" }.joined(separator: ", ")
        appendInterpolation(attribute: name, list)
    }
}
