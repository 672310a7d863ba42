import SharedHTML
import Testing

@testable import Blog

@Suite struct JSONReaderTests {
    @Test func `every kind of value is read`() throws {
        let read = try JSONReader.read(
            " {\"a\": [1, -2.5e1, true, false, null], \"b\": {\"c\": \"\\u00e9\\n\\\"\\\\ \\ud83c\\udf53\"}, \"d\": [], \"e\": {}, \"f\": 18446744073709551616} "
        )
        #expect(read["a"] == [1, .real(-25), true, false, nil])
        #expect(read["b"]?["c"] == "é\n\"\\ 🍓")
        #expect(read["d"] == [])
        #expect(read["e"] == [:])
        #expect(read["f"] == .real(18_446_744_073_709_551_616))
    }

    @Test func `what does no harm is forgiven`() throws {
        #expect(try JSONReader.read("\u{FEFF}\"a\tb\"") == "a\tb")
        #expect(try JSONReader.read("\"\\ud800 x \\udc00\"") == "\u{FFFD} x \u{FFFD}")
        let broken: [UInt8] = [0x22, 0x61, 0xFF, 0x22]
        #expect(try broken.withUnsafeBufferPointer { try JSONReader.read($0) } == "a\u{FFFD}")
    }

    @Test(arguments: [
        ("", 1, 1, "the text ends where a value should begin"), ("{\n  \"a\": 1,\n  }", 3, 3, "a name in quotes should stand here"),
        ("[1 2]", 1, 4, "a comma or the end of the list should stand here"), ("[1,\n 2", 2, 3, "the list that began at byte 0 never ends"),
        ("{\"a\" 1}", 1, 6, "a colon should stand behind the name “a”"), ("{\"a\": \"b", 1, 9, "the text that began at byte 6 never ends"),
        ("[01]", 1, 3, "a comma or the end of the list should stand here"), ("[1.]", 1, 4, "a digit should stand here"),
        ("nul", 1, 1, "no value begins so"), ("\"\\x\"", 1, 3, "no escape in JSON is so"),
        ("1 1", 1, 3, "the value is over, and something follows it"),
        ("{\"a\":1", 1, 7, "the object that began at byte 0 never ends"), ("\"\\u12\"", 1, 4, "four hexadecimal digits should stand here"),
    ])
    func `what is no JSON is refused, with its place`(text: String, line: Int, column: Int, reason: String) throws {
        let error = try #require(throws: JSONError.self) { try JSONReader.read(text) }
        #expect(error.reason == reason)
        #expect((error.line, error.column) == (line, column))
    }

    @Test func `deep nesting is refused, and does not end the program`() {
        let text = String(repeating: "[", count: 100_000)
        #expect(throws: JSONError.self) { try JSONReader.read(text) }
        #expect(throws: JSONError.self) { try JSONReader.read(text, keeping: .members([:])) }
    }

    @Test func `what a shape does not ask for becomes no value, but must be JSON`() throws {
        let text = #"{"users": [{"id": 1, "password": "SECRET"}, "x", [1]], "tokens": [{"a": "SECRET"}]}"#
        let shape: JSONShape = .members(["users": .elements(.members(["id": .whole])), "absent": .whole])
        let read = try JSONReader.read(text, keeping: shape)
        #expect(read == ["users": [["id": 1], nil, nil]])
        #expect(throws: JSONError.self) { try JSONReader.read(#"{"tokens": [tru]}"#, keeping: shape) }
    }
}
