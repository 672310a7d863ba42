package import Shared
package import SharedHTML

extension Site {
    /// `link` with an origin: as it is when it has one, on the service of this page when it is a path.
    package func absolute(_ link: Link) -> Link { link.value.hasPrefix("/") ? self.link(link, on: service) : link }

    /// Where a picture is: a file of ours under `/assets/`, a path of the service that owns it (of one of the store, its largest JPEG, which
    /// everybody can show), or an address elsewhere. Nil when it is none of these.
    package func address(of picture: Picture, owner: ServiceName) -> Link? {
        let ours = "/assets/"
        if picture.address.hasPrefix(ours) { return file(String(picture.address.dropFirst(ours.count))) }
        if let stored = StoredPicture(picture), let largest = stored.files(.jpeg).last {
            return link(stored.id.link(largest.file), on: owner)
        }
        return address(picture.address, on: owner)
    }

    /// A path on `service`, or an absolute address, as somebody wrote it. Nil when it is neither, or may not stand in a page.
    package func address(_ text: String, on service: ServiceName) -> Link? {
        guard text.hasPrefix("/") else { return Link(absolute: text) }
        return text.hasPrefix("//") ? nil : Link(absolute: link(Link(path: "/"), on: service).value + text.dropFirst())
    }
}
