import SharedInfrastructure
import Testing

@Suite struct LocalPathTests {
    @Test(arguments: [
        "/", "/basket?changed=1", "/authorize?redirect_uri=https%3A%2F%2Fother.example%2F%2Fx&a=//b", "/a/b//c", "/100%25", "/%C3%A9",
    ])
    func `a path of our own is taken as it is`(path: String) { #expect(LocalPath(path)?.description == path) }

    @Test(arguments: [
        "", "x", "https://other.example", "//other.example", "///x", "/\\x", "\\x", "/%2f%2fx", "/%2Fother.example", "/%5cx", "/%252fx",
        "/%25252fx", "/\tx", "/a\nb", "/a%0d%0aSet-Cookie:x", "/%09/x", "/ x", "/é", "/a\u{0}", "/" + String(repeating: "a", count: 4000),
    ])
    func `what could lead elsewhere is refused`(path: String) { #expect(LocalPath(path) == nil) }
}
