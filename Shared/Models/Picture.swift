/// A picture that something shows: where it is, and what it says to those who do not see it.
package struct Picture: Sendable, Codable, Hashable {
    /// An absolute address, or a path on the site. A view passes it through ``Link`` and shows no picture when that refuses it.
    package let address: String
    /// Empty when the picture is decoration.
    package let alternative: String
    /// In pixels; nil when nobody measured it.
    package let width: Int?
    package let height: Int?

    package init(address: String, alternative: String = "", width: Int? = nil, height: Int? = nil) {
        self.address = address
        self.alternative = alternative
        self.width = width
        self.height = height
    }
}
