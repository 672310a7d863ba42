import NIOCore
import Testing
@testable import SharedInfrastructure

/// What is left of a style sheet that is served.
struct StyleSheetTests {
    @Test(arguments: [
        ("", ""),
        ("a { color: red }", "a { color: red }"),
        ("/* why */\nb {\n    color: red;\n\n}\n", "b {\ncolor: red;\n}\n"),
        ("a/* one *//* two */b/**/c", "abc"),
        ("a { width: calc(1px / 2) } b /", "a { width: calc(1px / 2) } b /"),
        ("a /* never closed *", "a "),
        ("a /*", "a "),
        ("a { content: \"/* said */\" } /* not */", "a { content: \"/* said */\" } "),
        ("a { content: '\n  it\\'s /* said' }", "a { content: '\n  it\\'s /* said' }"),
        ("a { content: \"\\", "a { content: \"\\"),
    ])
    func `comments and indentation go, and what stands in quotes stays`(sheet: String, expected: String) {
        #expect(String(buffer: StyleSheet.withoutComments(ByteBuffer(string: sheet))) == expected)
    }
}
