import ArgumentParser
import Foundation
import Shared
import Support
import Testing

@testable import SharedInfrastructure

/// What a command that makes something does about a picture of it.
@Suite struct PictureOptionsTests {
    @Test func `a picture that is named is put into the store, with what is seen on it`() async throws {
        try await withPictures { store async throws in
            let file = temporaryPath("leeks", ".png")
            try await Data(TestPicture.make(40, 30, "png")).write(to: URL(filePath: file))
            defer { try? FileManager.default.removeItem(atPath: file) }
            let picture = try await put(["--picture", file, "--alternative", "Three leeks"], into: store)
            #expect(picture?.alternative == "Three leeks" && picture?.width == 40 && !store.files.isEmpty)
            #expect(picture?.address.hasPrefix("/pictures/") == true)
            #expect(try await put(["--picture", file, "--decoration"], into: store)?.alternative == "")
            #expect(try await put([], into: store) == nil)
            for words in [[], ["--alternative", " "], ["--alternative", "Leeks", "--decoration"]] {
                let error = await #expect(throws: OperatorError.self) { try await put(["--picture", file] + words, into: store) }
                #expect(
                    error?.description.hasSuffix("say what is to be seen on it, for those who do not see it, or that it is decoration")
                        == true)
            }
        }
    }

    @Test(arguments: [["--alternative", "Leeks"], ["--decoration"]])
    func `what is said of a picture that is not there is a slip`(words: [String]) {
        #expect(throws: (any Error).self) { try PictureOptions.parse(words) }
    }

    private func put(_ words: [String], into store: PictureStore) async throws -> Picture? {
        try await PictureOptions.parse(words).put(into: store)
    }
}
