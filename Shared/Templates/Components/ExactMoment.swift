package import FoundationEssentials
package import SharedHTML

/// A minute as it is written in English, for what has to be told apart within a day: `27 November 2026, 04:22 UTC`.
package struct ExactMoment: Sendable {
    package let date: Date
    package init(_ date: Date) { self.date = date }

    package var body: HTML { "<time datetime=\"\(date.formatted(.iso8601))\">\(text)</time>" }

    package var text: String {
        let minutes = Int((date.timeIntervalSince1970 / 60).rounded(.down))
        let minute = ((minutes % 1440) + 1440) % 1440
        return "\(EnglishDay(date).text), \(Self.two(minute / 60)):\(Self.two(minute % 60)) UTC"
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
