package import FoundationEssentials

extension Duration {
    /// As what is added to a date: in seconds.
    package var interval: TimeInterval { TimeInterval(components.seconds) + TimeInterval(components.attoseconds) / 1e18 }
}
