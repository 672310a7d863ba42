package import ArgumentParser
import FoundationEssentials
package import Shared
import _NIOFileSystem

/// `<Service> picture <file> --alternative "Three leeks"`: puts a picture into the store, which all six services share.
package struct PictureCommand<Program: OperatedService>: AsyncParsableCommand {
    package static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "picture", abstract: "Puts a picture into the store, and prints its address and measures.")
    }

    @Argument(help: "A JPEG, PNG, WebP, GIF, AVIF or HEIC of at most 20 MB and 50 million pixels.") var file: String
    @Option(help: "What is to be seen on it, for those who do not see it.") var alternative: String?
    @Flag(help: "It says nothing that the words beside it do not.") var decoration = false

    package init() {}

    package func run() async throws {
        let config = try AppConfig.read(Program.service)
        let picture = try await PictureStore(root: config.picturesRoot).add(file: file, alternative: alternative, isDecoration: decoration)
        print("\(picture.address) \(picture.width ?? 0) × \(picture.height ?? 0)")
    }
}

extension PictureStore {
    /// Puts in the file of this path. Throws ``OperatorError``.
    package func add(file: String, alternative: String?, isDecoration: Bool) async throws -> Picture {
        do {
            let alternative = try PictureAlternative(text: alternative, isDecoration: isDecoration)
            let size = Int((try? await FileSystem.shared.info(forFileAt: FilePath(file)))?.size ?? 0)
            guard size <= PictureLimits.bytes else { throw PictureRefusal.tooManyBytes(size) }
            guard let data = FileManager.default.contents(atPath: file) else {
                throw OperatorError("there is no file \(file) that can be read")
            }
            return try await add(Array(data), alternative)
        } catch let refusal as PictureRefusal {
            throw OperatorError("\(file): \(refusal.sentence)")
        }
    }
}
