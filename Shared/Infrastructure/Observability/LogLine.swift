import FoundationEssentials
import Logging

/// One line of the log while it is being written: a JSON object for machines, or text for a person at a terminal.
struct LogLine {
    private(set) var bytes: [UInt8] = []
    private let isJSON: Bool

    init(_ format: AppConfig.LogFormat, level: Logger.Level, message: String, at moment: Date = Date()) {
        isJSON = format == .json
        bytes.reserveCapacity(320)
        if isJSON {
            append("{\"time\":\"")
            appendTime(moment, withDate: true)
            append("\",\"level\":\"")
            append(level.rawValue)
            append("\",\"message\":")
            appendJSON(message, to: &bytes)
        } else {
            appendTime(moment, withDate: false)
            append(" ")
            if level != .info { append("\(level.rawValue.uppercased()) ") }
            appendPlain(message)
        }
    }

    /// Adds a text. Control characters are escaped in both formats, so that no value can fake a line.
    mutating func add(_ key: StaticString, _ value: String) { add(key.description, value) }

    mutating func add(_ key: String, _ value: String) {
        if isJSON {
            append(",")
            appendJSON(key, to: &bytes)
            append(":")
            appendJSON(value, to: &bytes)
        } else {
            append(" \(key)=")
            appendPlain(value)
        }
    }

    mutating func add(_ key: StaticString, _ value: Int) { append(isJSON ? ",\"\(key)\":\(value)" : " \(key)=\(value)") }

    /// Adds a number that is written already.
    mutating func add(_ key: StaticString, number: String) { append(isJSON ? ",\"\(key)\":\(number)" : " \(key)=\(number)") }

    /// The whole line, with its end.
    consuming func finished() -> [UInt8] {
        append(isJSON ? "}\n" : "\n")
        return bytes
    }

    private mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

    private mutating func appendPlain(_ text: String) {
        for byte in text.utf8 {
            switch byte {
            case 0x0A: append("\\n")
            case 0..<0x20, 0x7F: append("?")
            default: bytes.append(byte)
            }
        }
    }

    /// `2026-04-01T12:34:56.789Z`, or the time of day alone. Digit by digit, since every request writes one.
    private mutating func appendTime(_ moment: Date, withDate: Bool) {
        let milliseconds = Int64(moment.timeIntervalSince1970 * 1000)
        let (day, rest) = (Int(milliseconds / 86_400_000), Int(milliseconds % 86_400_000))
        if withDate {
            let date = HTTPDate.calendar(day)
            append(date.year, 4, "-")
            append(date.month, 2, "-")
            append(date.day, 2, "T")
        }
        append(rest / 3_600_000, 2, ":")
        append(rest / 60_000 % 60, 2, ":")
        append(rest / 1000 % 60, 2, ".")
        append(rest % 1000, 3, withDate ? "Z" : "")
    }

    private mutating func append(_ number: Int, _ width: Int, _ end: StaticString) {
        var divisor = 1
        for _ in 1..<width { divisor *= 10 }
        while divisor > 0 {
            bytes.append(UInt8(ascii: "0") + UInt8(number / divisor % 10))
            divisor /= 10
        }
        append(end)
    }

    private mutating func append(_ text: StaticString) { text.withUTF8Buffer { bytes.append(contentsOf: $0) } }
}
