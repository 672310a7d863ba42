import FoundationEssentials
package import Shared

/// The folder that holds the demo co-op: `Deploy/demo`.
package struct DemoContent: Sendable {
    private let folder: String

    package init(folder: String) { self.folder = folder }

    /// Reads a file of JSON. Throws ``OperatorError``, which names the file and what is wrong with it.
    package func decode<Value: Decodable>(_ type: Value.Type, from name: String) throws(OperatorError) -> Value {
        let data = try read(name)
        do {
            return try JSONDecoder().decode(type, from: data)
        } catch {
            throw OperatorError("\(folder)/\(name) is not as the demo needs it: \(error)")
        }
    }

    /// The texts of all files of a folder that end in `suffix`, by their names without it, in the order of the names.
    package func texts(in subfolder: String, suffix: String) throws(OperatorError) -> [(name: String, text: String)] {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(subfolder)") else { throw missing(subfolder) }
        var texts: [(name: String, text: String)] = []
        for name in names.sorted() where name.hasSuffix(suffix) {
            guard let text = String(data: try read("\(subfolder)/\(name)"), encoding: .utf8) else {
                throw OperatorError("\(folder)/\(subfolder)/\(name) is not UTF-8")
            }
            texts.append((String(name.dropLast(suffix.count)), text))
        }
        return texts
    }

    /// The picture of this name, drawn in `pictures/<name>.svg`: where it is once ``DemoPictures`` has put it into the store. One that
    /// nobody has drawn has an address at which there is nothing, so that its words stand in its place.
    package func picture(_ name: String, alternative: String) -> Picture {
        guard let drawing = drawing(name) else {
            return Picture(address: "/undrawn/\(name).svg", alternative: alternative, width: 400, height: 300)
        }
        return StoredPicture(id: PictureID(of: drawing), width: DemoPictures.width, height: DemoPictures.height).picture(alternative)
    }

    /// The drawing's bytes; nil when there is none.
    func drawing(_ name: String) -> [UInt8]? {
        FileManager.default.contents(atPath: "\(folder)/pictures/\(name).svg").map { Array($0) }
    }

    /// The names of all drawings.
    var drawings: [String] {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/pictures")) ?? []
        return files.filter { $0.hasSuffix(".svg") }.map { String($0.dropLast(4)) }.sorted()
    }

    private func read(_ name: String) throws(OperatorError) -> Data {
        guard let data = FileManager.default.contents(atPath: "\(folder)/\(name)") else { throw missing(name) }
        return data
    }

    private func missing(_ name: String) -> OperatorError {
        OperatorError("there is no \(folder)/\(name); run this in the repository's folder, or name the demo's with --content")
    }
}
