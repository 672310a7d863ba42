/// Why an origin's answer is none.
enum OriginFailure: Error, Equatable {
    /// No internal origin is configured for the service.
    case notConfigured
    /// It could not be reached, or hung up.
    case unreachable(String)
    /// It took longer than a flight may.
    case timedOut
    /// It says that what was asked for is not there.
    case absent
    /// It answered with another status than 200.
    case status(UInt)
    /// More bytes than a fragment may have.
    case tooLarge
    /// Not `text/html; charset=utf-8`.
    case contentType(String)
    /// The headers that say its tags or its build are missing or malformed.
    case headers
    case notUTF8
    /// Its own renderer threw, in this process.
    case renderer(String)
    /// The breaker is open, or this very fragment failed a moment ago.
    case refused

    /// What the breaker thinks of it; nil when it says nothing about the origin.
    var breaker: Breaker.Failure? {
        switch self {
        case .unreachable, .timedOut: .silent
        case .status, .tooLarge, .contentType, .headers, .notUTF8, .renderer: .wrong
        case .absent, .refused, .notConfigured: nil
        }
    }
}
