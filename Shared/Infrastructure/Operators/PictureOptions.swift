import ArgumentParser
package import Shared

/// `--picture leeks.jpg --alternative "Three leeks"`: a picture of what a command makes, put into the store as ``PictureCommand`` does.
package struct PictureOptions: ParsableArguments {
    @Option(help: "A picture of it: a JPEG, PNG, WebP, GIF, AVIF or HEIC of at most 20 MB and 50 million pixels.") var picture: String?
    @Option(help: "What is to be seen on the picture, for those who do not see it.") var alternative: String?
    @Flag(help: "The picture says nothing that the words beside it do not.") var decoration = false

    package init() {}

    package func validate() throws {
        guard picture == nil, alternative != nil || decoration else { return }
        throw ValidationError("--alternative and --decoration are about a --picture, and none is named")
    }

    /// The picture, once it is in `store`; nil when none is named. Throws ``OperatorError``, also when nobody says what is seen.
    package func put(into store: PictureStore) async throws -> Picture? {
        guard let picture else { return nil }
        return try await store.add(file: picture, alternative: alternative, isDecoration: decoration)
    }
}

extension OperatorSession {
    /// The site's pictures.
    package var pictures: PictureStore { PictureStore(root: config.picturesRoot) }
}
