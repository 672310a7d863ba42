import Testing

@testable import SharedInfrastructure

/// What an address says of how a silent sign-in went.
@Suite struct LocalPathSignInTests {
    @Test(arguments: [
        ("/", "/", "/?sso=none"), ("/page", "/page", "/page?sso=none"), ("/page?a=1", "/page?a=1", "/page?a=1&sso=none"),
        ("/page?sso=none", "/page", "/page?sso=none"), ("/page?a=1&sso=none&b=2", "/page?a=1&b=2", "/page?a=1&b=2&sso=none"),
        ("/page?sso", "/page", "/page?sso=none"), ("/page?ssox=1&xsso=2", "/page?ssox=1&xsso=2", "/page?ssox=1&xsso=2&sso=none"),
        ("/page?a=1#part?sso=none", "/page?a=1#part?sso=none", "/page?a=1&sso=none#part?sso=none"), ("/page?", "/page?", "/page?sso=none"),
        ("/page?sso=none&sso=none", "/page", "/page?sso=none"),
    ])
    func `it is said once, and taken away without touching the rest`(text: String, clean: String, after: String) throws {
        let path = try #require(LocalPath(text))
        #expect(path.withoutSilence.description == clean)
        #expect(path.afterSilence.description == after)
    }
}
