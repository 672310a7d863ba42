import Foundation
import Shared
import SharedHTML
import Support
import Testing
@testable import SharedInfrastructure

@Suite struct PictureStoreTests {
    @Test func `a photograph comes out upright, in every format and width, without its place, its camera and its owner`() async throws {
        try await withPictures { store async throws in
            let photograph = try await TestPicture.photograph()
            for secret in ["Rose Lane Cameras", "by Maya", "Exif"] { #expect(Data(photograph).range(of: Data(secret.utf8)) != nil) }
            let picture = try await store.add(photograph, .text("The blue door"))
            let id = PictureID(of: photograph)
            #expect(picture == Picture(address: "/pictures/\(id)", alternative: "The blue door", width: 1000, height: 1500))
            let folder = "\(id.description.prefix(2))/\(id)"
            let names = [
                "1000.avif", "1000.jpg", "1000.webp", "200.avif", "200.webp", "400.avif", "400.webp", "640.avif", "640.jpg", "640.webp",
                "measures",
            ]
            #expect(store.files == names.map { "\(folder)/\($0)" })
            for file in store.files {
                let bytes = try store.bytes(file)
                for secret in TestPicture.secrets { #expect(bytes.range(of: Data(secret.utf8)) == nil, "\(file) holds \(secret)") }
            }
            for (file, width) in [("200.avif", 200), ("640.webp", 640), ("640.jpg", 640), ("1000.webp", 1000), ("1000.jpg", 1000)] {
                let line = try await PictureTool.header.run(["\(store.root)/\(folder)/\(file)"])
                #expect(line.contains(": \(width)x\(width * 3 / 2) uchar, 3 bands"), "\(file): \(line)")
            }
        }
    }

    @Test func `a small picture is not enlarged, and is said to be as small as it is`() async throws {
        try await withPictures { store async throws in
            let picture = try await store.add(TestPicture.make(300, 200, "png"), .decoration)
            #expect(picture.width == 300 && picture.height == 200 && picture.alternative.isEmpty)
            #expect(store.files.count == 6)
            let view = PictureView(picture, site: .test, owner: .blog).body.description
            #expect(view.contains("/400.avif 300w\"") && view.contains("/400.jpg\" alt=\"\" width=\"300\" height=\"200\""))
        }
    }

    @Test(arguments: ["jpg", "png", "png[interlace]", "webp", "gif", "avif"])
    func `pictures of these kinds are taken`(suffix: String) async throws {
        try await withPictures { store async throws in
            #expect(try await store.add(TestPicture.make(40, 30, suffix), .decoration).height == 30)
        }
    }

    @Test func `what lets light through keeps it, and is white where a format cannot`() async throws {
        try await withPictures { store async throws in
            let picture = try await store.add(TestPicture.make(40, 30, "png", bands: 4), .decoration)
            let folder = "\(store.root)/\(picture.address.dropFirst(10).prefix(2))/\(picture.address.dropFirst(10))"
            for (file, bands) in [("200.avif", 4), ("200.webp", 4), ("200.jpg", 3)] {
                #expect(try await PictureTool.header.run(["\(folder)/\(file)"]).contains("40x30 uchar, \(bands) bands"), "\(file)")
            }
        }
    }

    @Test func `the same bytes are one picture, and other bytes another`() async throws {
        try await withPictures { store async throws in
            let bytes = try await TestPicture.make(40, 30, "jpg")
            let first = try await store.add(bytes, .text("A leek"))
            let files = store.files
            #expect(try await store.add(bytes, .text("The same leek")).address == first.address)
            #expect(store.files == files)
            #expect(try await store.add(TestPicture.make(41, 30, "jpg"), .decoration).address != first.address)
        }
    }

    @Test func `several processes that put in the same picture at once make it one`() async throws {
        try await withPictures { store async throws in
            let bytes = try await TestPicture.make(40, 30, "jpg")
            try await withThrowingTaskGroup(of: Picture.self) { group in
                // Stores that know nothing of each other, as those of several processes.
                for _ in 0..<4 { group.addTask { [root = store.root] in try await PictureStore(root: root).add(bytes, .decoration) } }
                for try await picture in group { #expect(picture.width == 40) }
            }
            #expect(store.files.count == 4)
        }
    }

    @Test func `what a killed process left half made is not served, and is gone an hour later`() async throws {
        try await withPictures { store async throws in
            for (name, age) in [("old", 7200.0), ("young", 60)] {
                let folder = "\(store.root)/.new/\(name)"
                try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
                try Data("half".utf8).write(to: URL(filePath: "\(folder)/400.jpg"))
                try FileManager.default.setAttributes([.modificationDate: Date().addingTimeInterval(-age)], ofItemAtPath: folder)
            }
            _ = try await store.add(TestPicture.make(40, 30, "jpg"), .decoration)
            #expect(store.files.filter { $0.hasPrefix(".new") } == [".new/young/400.jpg"])
        }
    }

    @Test func `whoever puts one in says what is seen, or that it is decoration`() throws {
        #expect(try PictureAlternative(text: "Three leeks", isDecoration: false) == .text("Three leeks"))
        #expect(try PictureAlternative(text: nil, isDecoration: true) == .decoration)
        for text in [nil, "", " \n"] {
            #expect(throws: PictureRefusal.noAlternative) { try PictureAlternative(text: text, isDecoration: false) }
        }
        #expect(throws: PictureRefusal.noAlternative) { try PictureAlternative(text: "Leeks", isDecoration: true) }
    }

    @Test func `an operator is told in a sentence why a file is none`() async throws {
        try await withPictures { store async throws in
            let file = temporaryPath("photograph", ".jpg")
            try Data("<svg xmlns='http://www.w3.org/2000/svg'/>".utf8).write(to: URL(filePath: file))
            defer { try? FileManager.default.removeItem(atPath: file) }
            let error = await #expect(throws: OperatorError.self) { try await store.add(file: file, alternative: "x", isDecoration: false) }
            #expect(
                error?.description.hasSuffix(
                    "it is no JPEG, PNG, WebP, GIF, AVIF or HEIC, whatever it is called; save the picture as one of these") == true)
            await #expect(throws: OperatorError("there is no file /nowhere.jpg that can be read")) {
                try await store.add(file: "/nowhere.jpg", alternative: nil, isDecoration: true)
            }
        }
    }
}
