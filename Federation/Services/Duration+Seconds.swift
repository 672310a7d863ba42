import FoundationEssentials

extension Duration {
    /// As what is added to a date.
    var seconds: TimeInterval { TimeInterval(components.seconds) + TimeInterval(components.attoseconds) / 1e18 }
}
