package import FoundationEssentials

/// A moment, stored as `timestamptz`: whole microseconds since 2000-01-01 00:00 UTC. PostgreSQL's `infinity` and `-infinity` are dates
/// whose interval is infinite.
extension Date: PostgresCodable {
    /// From Foundation's reference date, 2001-01-01, back to PostgreSQL's: the leap year 2000.
    private static let epochs = 366.0 * 86_400

    package static var postgresType: PostgresType { .timestamptz }

    package func encode(into writer: inout PostgresWriter) {
        let seconds = timeIntervalSinceReferenceDate
        guard !seconds.isNaN else { return writer.fail("a date that is not a number cannot be stored") }
        guard seconds.isFinite else { return writer.write(seconds < 0 ? Int64.min : Int64.max) }
        // Seconds and fraction apart: a product with a million would round far dates.
        let whole = seconds.rounded(.down)
        guard let low = Int64(exactly: whole + Self.epochs), abs(low) < Int64.max / 1_000_000 - 1 else {
            return writer.fail("a date outside PostgreSQL's range cannot be stored")
        }
        writer.write(low * 1_000_000 + Int64(((seconds - whole) * 1_000_000).rounded()))
    }

    package static func decode(_ bytes: Span<UInt8>, type: UInt32) throws(DecodingReason) -> Self {
        guard type == 1184, bytes.count == 8 else { throw .mismatch(found: type, wanted: "Date") }
        switch bytes.integer(as: Int64.self) {
        case Int64.max: return Date(timeIntervalSinceReferenceDate: .infinity)
        case Int64.min: return Date(timeIntervalSinceReferenceDate: -.infinity)
        case let microseconds:
            let (seconds, rest) = microseconds.quotientAndRemainder(dividingBy: 1_000_000)
            return Date(timeIntervalSinceReferenceDate: Double(seconds) - epochs + Double(rest) / 1_000_000)
        }
    }
}
