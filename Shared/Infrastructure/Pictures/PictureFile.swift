/// What a picture is kept as. In the order in which browsers are offered them.
package enum PictureFormat: String, Sendable, CaseIterable {
    case avif, webp
    /// What every browser, feed reader and mail program shows.
    case jpeg = "jpg"

    package var contentType: StaticString {
        switch self {
        case .avif: "image/avif"
        case .webp: "image/webp"
        case .jpeg: "image/jpeg"
        }
    }
}

/// How wide a picture is kept, in pixels; one that is narrower than the step is kept as wide as it is.
package enum PictureStep: Int, Sendable, CaseIterable, Comparable {
    /// Beside a line, on a screen of few pixels.
    case small = 200
    case narrow = 400
    case middle = 640
    case broad = 1000
    case wide = 1600

    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

    /// Those of a picture of this width: up to the first that holds all of it.
    package static func all(of width: Int) -> [PictureStep] {
        allCases.filter { step in step == .small || allCases.contains { $0.rawValue < width && $0.next == step } }
    }

    /// The one that shows a picture of this width to whoever cannot choose.
    package static func single(of width: Int) -> PictureStep { all(of: width).last { $0.rawValue <= Self.middle.rawValue } ?? .small }

    private var next: PictureStep? { Self.allCases.first { $0.rawValue > rawValue } }
}

/// One of a picture's files: `800.webp`.
package struct PictureFile: Sendable, Hashable, CustomStringConvertible {
    package let step: PictureStep
    package let format: PictureFormat

    package init(_ step: PictureStep, _ format: PictureFormat) {
        self.step = step
        self.format = format
    }

    /// Nil when there is no such file of any picture.
    package init?(_ name: some StringProtocol) {
        guard let file = Self.all.first(where: { $0.description == name }) else { return nil }
        self = file
    }

    package var description: String { "\(step.rawValue).\(format.rawValue)" }

    /// Those that a picture of this width has: AVIF in every width; WebP, for browsers of some years ago, in all but the largest; JPEG in the
    /// one that is shown to whoever cannot choose, and in the largest, for other sites.
    package static func all(of width: Int) -> [PictureFile] {
        let steps = PictureStep.all(of: width)
        let plain: Set = [PictureStep.single(of: width), steps[steps.count - 1]]
        return steps.map { PictureFile($0, .avif) } + steps.filter { $0 != .wide }.map { PictureFile($0, .webp) }
            + steps.filter(plain.contains).map { PictureFile($0, .jpeg) }
    }

    private static let all = PictureStep.allCases.flatMap { step in PictureFormat.allCases.map { PictureFile(step, $0) } }
}
