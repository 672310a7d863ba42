import FoundationEssentials
import Logging
import Shared
import SharedInfrastructure
import Support
import Synchronization
import Testing

@Suite struct LogTests {
    private func logger(_ format: String, level: String = "info", _ log: RecordedLines) throws -> Logger {
        Observability(try TestSite.config(.market, ["LOG_FORMAT": format, "LOG_LEVEL": level]), output: log.output).logger
    }

    @Test func `production's lines are JSON, whatever stands in them`() throws {
        let log = RecordedLines()
        try logger("json", log).warning("odd \"news\"\n{", metadata: ["who": "Maya \u{1}\u{7F}\\", "list": ["a", "b"]])
        let read = try JSONDecoder().decode([String: String].self, from: Data(try #require(log.lines.first).utf8))
        #expect(read["message"] == "odd \"news\"\n{" && read["who"] == "Maya \u{1}\u{7F}\\" && read["level"] == "warning")
        #expect(read["service"] == "market" && log.lines.count == 1)
        #expect(try #require(read["time"]).wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/) != nil)
    }

    @Test func `a value cannot fake a line`() throws {
        let log = RecordedLines()
        try logger("text", log).info("visit", metadata: ["path": "/x\nERROR the shop is closed\u{1B}[2J"])
        #expect(log.lines.count == 1 && log.lines[0].contains("path=/x\\nERROR the shop is closed?[2J"))
    }

    @Test func `what is below the level is not written`() throws {
        let log = RecordedLines()
        let logger = try logger("text", level: "warning", log)
        logger.info("nothing")
        logger.warning("something")
        #expect(log.lines.count == 1)
    }

    @Test func `every line of a request's task has the request's number`() throws {
        let log = RecordedLines()
        let logger = try logger("json", log)
        RequestID.$current.withValue(RequestID(sent: "abc")) { logger.info("deep down") }
        logger.info("elsewhere")
        #expect(log.lines[0].contains("\"request_id\":\"abc\"") && !log.lines[1].contains("request_id"))
    }

    @Test func `lines are gathered for a moment, and an urgent one brings them all`() async throws {
        let written = Mutex<[Int]>([])
        let output = LogOutput(gathers: true) { bytes in written.withLock { $0.append(bytes.split(separator: 10).count) } }
        var logger = Observability(try TestSite.config(), output: output).logger
        logger.logLevel = .info
        for _ in 0..<3 { logger.info("calm") }
        #expect(written.withLock { $0.isEmpty })
        logger.error("urgent")
        #expect(written.withLock { $0 } == [4])
        logger.info("calm")
        try await eventually("the last line is written by itself") { written.withLock { $0 } == [4, 1] }
    }

    @Test func `numbers of requests do not repeat`() {
        let numbers = Set((0..<10_000).map { _ in RequestID().description })
        #expect(numbers.count == 10_000 && numbers.allSatisfy { $0.wholeMatch(of: /[0-9a-v]{13}/) != nil })
        for text in ["", "a b", "a\nb", "é", String(repeating: "a", count: 65)] { #expect(RequestID(sent: text) == nil) }
    }
}
