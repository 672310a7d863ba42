package import Shared
package import SharedHTML

/// A picture with its alternative text, and its measures when they are known, so that nothing moves when it arrives. One of the store is
/// offered in two modern formats and in every width that it has; a browser without them gets one JPEG.
package struct PictureView: Sendable {
    package let picture: Picture
    package let site: Site
    /// The service on which a path of the picture's is.
    package let owner: ServiceName
    package let loading: Loading
    package let sizes: PictureSizes
    package let cssClass: StaticString?

    package init(
        _ picture: Picture, site: Site, owner: ServiceName, loading: Loading = .whenNear, sizes: PictureSizes = .card,
        cssClass: StaticString? = nil
    ) {
        self.picture = picture
        self.site = site
        self.owner = owner
        self.loading = loading
        self.sizes = sizes
        self.cssClass = cssClass
    }

    package enum Loading: Sendable {
        /// It is what the page opens with.
        case atOnce
        case whenNear
    }

    /// Nothing when the picture's address is one that may not stand in a page.
    package var body: HTML {
        guard let stored = StoredPicture(picture) else { return site.address(of: picture, owner: owner).map(image) ?? "" }
        return
            "<picture>\(telephoneSource(of: stored))\(source(.avif, of: stored, sizes.steps))\(source(.webp, of: stored, sizes.steps))\(image(at: site.link(stored.single, on: owner)))</picture>"
    }

    /// The first that fits is taken. Browsers without AVIF have no other choice on telephones.
    private func telephoneSource(of stored: StoredPicture) -> HTML? {
        guard let steps = sizes.telephoneSteps, stored.files(.avif).contains(where: { $0.file.step > steps.upperBound }) else { return nil }
        return source(.avif, of: stored, steps, media: " media=\"\(PictureSizes.telephone)\"")
    }

    private func source(
        _ format: PictureFormat, of stored: StoredPicture, _ steps: ClosedRange<PictureStep>, media: HTML? = nil
    ) -> HTML {
        let files = stored.files(format)
        let useful = files.filter { steps.contains($0.file.step) }
        let candidates = (useful.isEmpty ? files : useful).map { Candidate(site.link(stored.id.link($0.file), on: owner), width: $0.width) }
        return """
            <source type="\(HTML(stringLiteral: format.contentType))"\(media)\(attribute: "srcset", url: candidates) sizes="\(sizes.value)">
            """
    }

    private func image(at address: Link) -> HTML {
        let measures: HTML? =
            if let width = picture.width, let height = picture.height { " width=\"\(width)\" height=\"\(height)\"" } else { nil }
        let hint: HTML = loading == .atOnce ? " fetchpriority=\"high\"" : " loading=\"lazy\" decoding=\"async\""
        return """
            <img src="\(url: address)" alt="\(picture.alternative)"\(cssClass.map { " class=\"\(HTML(stringLiteral: $0))\"" })\(measures)\(hint)>
            """
    }
}

extension StoredPicture {
    /// The one file for whoever cannot choose.
    fileprivate var single: Link { id.link(PictureFile(.single(of: width), .jpeg)) }
}
