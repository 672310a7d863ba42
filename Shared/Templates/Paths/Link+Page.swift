package import SharedHTML

extension Link {
    /// The page of that number of what is listed here. The first has the list's own address, so that it has one only.
    package func page(_ number: Int) -> Link { number == 1 ? self : query(["page": String(number)]) }
}
