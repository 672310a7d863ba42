/// Which parts of a JSON text are wanted. What is not never becomes a value: it is read over, and only its syntax is looked at.
indirect enum JSONShape: Sendable {
    /// Whatever it is.
    case whole
    /// An object, of which these members.
    case members([String: JSONShape])
    /// A list, of each of its elements this.
    case elements(JSONShape)
}
