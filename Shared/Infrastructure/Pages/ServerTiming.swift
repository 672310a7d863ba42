import HTTPTypes
import NIOCore

/// The `Server-Timing` header (W3C Server Timing, section 4): what each part of a page cost, in milliseconds, and where it came from.
enum ServerTiming {
    /// `page;desc=process;dur=0.1`: the whole page was at hand.
    static func page(_ source: PartSource, cost: TimeAmount) -> HTTPField {
        var text = ""
        append("page", source, cost, to: &text)
        return field(text)
    }

    /// When this process had the page's own part and all of `requests`.
    static func atHand(_ requests: [FragmentRequest]) -> HTTPField {
        var text = ""
        append("own", .process, .zero, to: &text)
        for request in requests {
            text += ", "
            append(request.type.timingName, .process, .zero, to: &text)
        }
        return field(text)
    }

    /// The page's own part, then each fragment: `own;desc=process;dur=0, blog.nav-tree;desc=redis;dur=0.4`. What the own part holds already
    /// was at hand with it.
    static func parts(of page: ComposedPage) -> HTTPField {
        var text = ""
        text.reserveCapacity(320)
        append("own", page.ownSource, page.ownCost, to: &text)
        var place = 0
        for request in page.own.showing {
            text += ", "
            if place < page.fragments.count, page.own.requests[place] == request {
                append(request.type.timingName, page.fragments[place].source, page.fragments[place].cost, to: &text)
                place += 1
            } else {
                append(request.type.timingName, .process, .zero, to: &text)
            }
        }
        return field(text)
    }

    private static func field(_ text: String) -> HTTPField { HTTPField(name: .serverTiming, value: text) }

    private static func append(_ name: String, _ source: PartSource, _ cost: TimeAmount, to text: inout String) {
        text += name
        text += ";desc="
        text += source.word
        let tenths = max(0, cost.nanoseconds) / 100_000
        guard tenths > 0 else { return text += ";dur=0" }
        text += ";dur=\(tenths / 10).\(tenths % 10)"
    }
}

extension HTTPField.Name {
    static let serverTiming = written("Server-Timing")
}
