import Crypto
package import Shared

extension SignInCode {
    /// The code of the link that `token` is in: whoever has the link has the code, and nobody else.
    package init(of token: SecretToken) {
        let digest = HMAC<SHA256>.authenticationCode(for: Array("sign-in code".utf8), using: SymmetricKey(data: token.bytes))
        // There are 23^8 codes, so the remainder of 64 bits favours none by more than one in 200 million.
        self.init(number: digest.prefix(8).reduce(0) { $0 << 8 | UInt64($1) })
    }

    /// As it is stored: keyed with the secret of the browser that it is typed into, so that whoever reads the table cannot try all codes, and so that it
    /// fits that browser alone.
    func hash(in browser: SecretToken) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: Array("sign-in code:\(letters)".utf8), using: SymmetricKey(data: browser.bytes)))
    }
}
