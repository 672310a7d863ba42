/// Where a page had a part from, as `Server-Timing`, the X-ray and the metrics say it.
enum PartSource: Int, Sendable, CaseIterable {
    /// This process had it.
    case process
    /// Redis had it.
    case redis
    /// This process rendered it.
    case own
    /// Another service rendered it.
    case origin
    /// Its time was over: it is being made anew, or could not be.
    case stale
    /// There was nothing to show.
    case fallback

    /// Its word.
    var word: String {
        switch self {
        case .process: "process"
        case .redis: "redis"
        case .own: "own"
        case .origin: "origin"
        case .stale: "stale"
        case .fallback: "fallback"
        }
    }
}
