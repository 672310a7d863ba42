import Foundation
import Support
import Testing

/// Asks the compiler itself: what must not compile, does not.
@Suite struct LiteralGuaranteeTests {
    @Test func `markup from literals and values compiles`() async throws {
        let answer = try await typecheck(
            #"func view(_ name: String) -> HTML { "<p>\(name)</p><a href=\"\(url: Link(path: "/"))\">x</a>" }"#)
        #expect(answer.compiles, "\(answer.messages)")
    }

    @Test(arguments: [
        (#"func view(_ made: String) -> HTML { HTML(stringLiteral: made) }"#, "StaticString"),
        (#"func view(_ made: String) -> HTML { made }"#, "cannot convert return expression of type 'String' to return type 'HTML'"),
        (#"func add(_ made: String, to parts: inout HTML.Interpolation) { parts.appendLiteral(made) }"#, "StaticString"),
        (#"func view(_ made: String) -> HTML { "<a href=\"\(url: made)\">x</a>" }"#, "expected argument type 'Link'"),
        (#"func view(_ made: String) -> Link { Link(path: made) }"#, "StaticString"),
        (#"func view(_ made: String) -> HTML { "<a\(attribute: made, made)>" }"#, "StaticString"),
    ])
    func `text made at run time becomes neither markup nor an address`(source: String, message: String) async throws {
        let answer = try await typecheck(source)
        #expect(!answer.compiles, "\(source)")
        #expect(answer.messages.contains(message), "\(answer.messages)")
    }

    private func typecheck(_ source: String) async throws -> (compiles: Bool, messages: String) {
        let folder = FileManager.default.temporaryDirectory.appending(path: "typecheck-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "View.swift")
        try Data("import SharedHTML\n\(source)\n".utf8).write(to: file)

        // The test runner lies beside the compiled modules. A package's name to the compiler is its folder's.
        let products = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        let package = repositoryRoot.lastPathComponent.lowercased().map { $0.isLetter || $0.isNumber ? $0 : "_" }
        let said = try await TestProgram.output(
            of: "sh",
            [
                "-c", "\"$@\" 2>&1 && echo compiles || true", "sh", "swiftc", "-typecheck", "-swift-version", "6", "-package-name",
                String(package), "-module-cache-path", folder.path(), "-I", products.appending(path: "Modules").path(), file.path(),
            ])
        return (said.hasSuffix("compiles\n"), said)
    }
}
