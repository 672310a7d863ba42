import HTTPTypes
import Hummingbird
import NIOCore
import SharedHTML

/// What a page was composed of, as a list at its end: an operator's view of one answer. Its looks are the style sheet's.
struct XRayOverlay {
    let page: ComposedPage
    /// Milliseconds since 1970.
    let date: Int64

    var body: HTML {
        """
        <aside class="xray" aria-label="How this page was composed">
        <h2 class="xray-title">\(page.own.places.count) fragments</h2>
        <table class="xray-parts">
        <thead><tr><th scope="col">Part</th><th scope="col">From</th><th scope="col">Age</th><th scope="col">Waited</th><th scope="col">Size</th><th scope="col">Tags</th></tr></thead>
        <tbody>
        \(row("own", page.own, page.ownSource, page.ownCost))\(zip(page.own.places, page.fragments).map { row($0.request.identity.description, $1.part, $1.source, $1.cost) })</tbody>
        </table>
        </aside>

        """
    }

    private func row(_ name: String, _ part: CachedPart?, _ source: PartSource, _ cost: TimeAmount) -> HTML {
        """
        <tr class="xray-part"><th scope="row">\(name)</th><td>\(source.word)</td><td>\(part.map { seconds($0.age(at: date)) } ?? "none")</td>\
        <td>\(cost.nanoseconds / 1_000_000) ms</td><td>\(part?.markup.readableBytes ?? 0) bytes</td>\
        <td>\(part?.tags.map(\.description).sorted().joined(separator: " ") ?? "")</td></tr>

        """
    }

    private func seconds(_ milliseconds: Int64) -> String { "\(milliseconds / 1000).\(milliseconds % 1000 / 100) s" }
}

extension ComposedPage {
    /// The page with the overlay before its end; for whoever opened it alone, and kept by nobody.
    func xrayed(_ status: HTTPResponse.Status = .ok, at date: Int64) -> Response {
        let overlay = XRayOverlay(page: self, date: date).body.bytes
        let plain = markup()
        let end = Array("</body>".utf8)
        let bytes = Array(plain.readableBytesView)
        // The last one: text that a page shows is escaped, but its markup may be anybody's.
        let place = bytes.indices.reversed().first { bytes[$0...].starts(with: end) } ?? bytes.count
        var page = ByteBuffer()
        page.writeBytes(bytes[..<place])
        page.writeBytes(overlay)
        page.writeBytes(bytes[place...])
        return Response(
            status: status,
            headers: [
                .contentType: FragmentRoutes.contentType, .cacheControl: "no-store", .vary: "Cookie", .serverTiming: timing.value,
                .xRobotsTag: "noindex", .referrerPolicy: "no-referrer",
            ], body: .init(byteBuffer: page))
    }
}

extension HTTPField.Name {
    static let xRobotsTag = written("X-Robots-Tag")
}
