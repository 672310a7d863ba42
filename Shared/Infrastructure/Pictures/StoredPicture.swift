package import Shared
package import SharedHTML

/// A picture of the store, with its measures: what a page needs to offer it in every format and width.
package struct StoredPicture: Sendable, Hashable {
    package let id: PictureID
    /// Of the largest file, in pixels.
    package let width: Int
    package let height: Int

    package init(id: PictureID, width: Int, height: Int) {
        self.id = id
        self.width = width
        self.height = height
    }

    /// Nil when the picture is not of the store, or nobody says how large it is.
    package init?(_ picture: Picture) {
        guard let id = PictureID(inAddress: picture.address), let width = picture.width, let height = picture.height, width > 0, height > 0
        else { return nil }
        self.init(id: id, width: width, height: height)
    }

    /// As things that have a picture keep it.
    package func picture(_ alternative: String) -> Picture {
        Picture(address: id.address, alternative: alternative, width: width, height: height)
    }

    /// Its files of one format, the narrowest first, each with its width in pixels.
    package func files(_ format: PictureFormat) -> [(file: PictureFile, width: Int)] {
        PictureFile.all(of: width).filter { $0.format == format }.map { ($0, min($0.step.rawValue, width)) }
    }
}

extension PictureID {
    /// What a ``Picture`` of the store has for its address. It is one of its own: the JPEG of middle width.
    package var address: String { "/pictures/\(description)" }

    /// Nil when it is none of the store.
    package init?(inAddress address: String) {
        guard address.hasPrefix("/pictures/") else { return nil }
        self.init(address.dropFirst("/pictures/".count))
    }

    package func link(_ file: PictureFile) -> Link { Link(segments: "pictures", description, file.description) }
}
