extension String {
    /// What a browser calls itself (`Request.deviceLabel`) in the middle of a sentence: its name, or `a browser`.
    var deviceInSentence: String { hasPrefix("A ") ? "a " + dropFirst(2) : self }
}
