import ArgumentParser
import Shared
import SharedHTML
import SharedInfrastructure

/// `Blog import <file>`
struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Reads a Ghost export into the blog. Safe to repeat, and to stop.",
        discussion: """
            Says in a line what became of each tag, author, post, page and menu, and the counts at the end. A row that cannot be read or \
            written does not keep the others from it. Passwords, keys and members are not read. What was changed here since an import is \
            left alone.
            """)

    @Argument(help: "The .json file that Ghost writes under Settings, Import/Export.") var file: String
    @Option(help: "Where the site stood, such as https://old.example.org: pictures are shown from there.") var site: String?
    @Flag(help: "Take Ghost's copy also of what was changed here since it was imported.") var overwrite = false

    func validate() throws {
        guard let site else { return }
        guard site.hasPrefix("https://") || site.hasPrefix("http://"), Link(absolute: site) != nil else {
            throw ValidationError("--site must be an address such as https://old.example.org, not \(site)")
        }
    }

    func run() async throws {
        let export = try GhostFile.read(file)
        print("Reading the export of \(export.title ?? "a site without a title") (Ghost \(export.version ?? "of an unknown version")).")
        let summary = try await OperatorSession.run(.blog) { session in
            try await GhostImport(.blog(session.database), origin: site, overwrites: overwrite).run(export) { print($0) }
        }
        print("\n\(summary)")
        if site == nil, export.hasFiles {
            print("Its pictures and files are looked for on this site; with --site https://old.example.org they are shown from there.")
        }
        if summary.count("failed") > 0 { print("Rows that failed can be mended in Ghost or in the file; then import it again.") }
    }
}
