import Shared
import Testing

@Suite struct SignInCodeTests {
    @Test func `a code is shown in two groups and read as people type it`() {
        let code = SignInCode(number: 123_456_789_012_345)
        #expect(code.text.wholeMatch(of: /[CDFGHJKMNPQRTVWXY234679]{4}-[CDFGHJKMNPQRTVWXY234679]{4}/) != nil)
        for typed in [
            code.text, code.letters, code.letters.lowercased(), " \(code.text.lowercased().replacing("-", with: " – "))\n",
            code.letters.map { "\($0)" }.joined(separator: "."),
        ] {
            #expect(SignInCode(typed) == code)
        }
    }

    @Test(arguments: ["", "CCCC", "CCCC-CCCCC", "CCCC-CCC0", "CCCC-CCCÇ", "ＣCCC-CCCC", "CCCC_CCCC", "CCCC-CCC\u{0}"])
    func `what is no code is none`(text: String) { #expect(SignInCode(text) == nil) }

    @Test func `no two letters of a code are taken for each other`() {
        let letters = Set(SignInCode.alphabet.map { Character(Unicode.Scalar($0)) })
        #expect(letters.count == SignInCode.alphabet.count)
        for pair in ["0O", "1I", "1L", "IL", "2Z", "5S", "8B", "UV"] { #expect(!letters.isSuperset(of: pair)) }
    }

    @Test func `a code shows itself to no log`() {
        let code = SignInCode(number: 7)
        var dumped = ""
        dump(code, to: &dumped)
        #expect(!"\(code) \(String(reflecting: code)) \(dumped)".contains(code.letters))
    }
}
