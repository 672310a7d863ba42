extension Collection<UInt8> {
    /// Whether both are the same bytes. Takes the same time wherever they differ, so that nobody finds a secret out byte by byte.
    package func isEqualInConstantTime(to other: some Collection<UInt8>) -> Bool {
        guard count == other.count else { return false }
        var difference: UInt8 = 0
        for (left, right) in zip(self, other) { difference |= left ^ right }
        return difference == 0
    }
}
