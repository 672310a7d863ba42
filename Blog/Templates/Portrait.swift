import Shared
import SharedHTML
import SharedInfrastructure

/// Somebody who writes, by their picture, or by the first letters of their name.
struct Portrait {
    let author: Author
    let site: Site

    var body: HTML {
        author.picture.map { PictureView($0, site: site, owner: .blog, cssClass: "initials").body }
            ?? "<span class=\"initials\" aria-hidden=\"true\">\(initials)</span>"
    }

    /// Of the first word and the last.
    private var initials: String {
        let words = author.name.split(separator: " ")
        return [words.first, words.count > 1 ? words.last : nil].compactMap { $0?.first.map(String.init) }.joined()
    }
}
