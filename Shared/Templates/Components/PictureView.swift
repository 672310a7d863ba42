package import Shared
package import SharedHTML

/// A picture with its alternative text, and its measures when they are known, so that nothing moves when it arrives.
package struct PictureView: Sendable {
    package let picture: Picture
    package let site: Site
    /// The service on which a path of the picture's is.
    package let owner: ServiceName
    package let loading: Loading
    package let cssClass: StaticString?

    package init(_ picture: Picture, site: Site, owner: ServiceName, loading: Loading = .whenNear, cssClass: StaticString? = nil) {
        self.picture = picture
        self.site = site
        self.owner = owner
        self.loading = loading
        self.cssClass = cssClass
    }

    package enum Loading: Sendable {
        /// It is what the page opens with.
        case atOnce
        case whenNear
    }

    /// Nothing when the picture's address is one that may not stand in a page.
    package var body: HTML {
        guard let address = site.address(of: picture, owner: owner) else { return "" }
        let measures: HTML? =
            if let width = picture.width, let height = picture.height { " width=\"\(width)\" height=\"\(height)\"" } else { nil }
        let hint: HTML = loading == .atOnce ? " fetchpriority=\"high\"" : " loading=\"lazy\" decoding=\"async\""
        return """
            <img src="\(url: address)" alt="\(picture.alternative)"\(cssClass.map { " class=\"\(HTML(stringLiteral: $0))\"" })\(measures)\(hint)>
            """
    }
}
