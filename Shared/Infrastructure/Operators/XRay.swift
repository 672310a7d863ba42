package import ArgumentParser
import Shared

/// `<Service> xray /a/page`: prints the address at which an operator sees how the page is composed.
package struct XRay<Program: OperatedService>: ParsableCommand {
    package static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: "xray", abstract: "Print the address that shows how a page is composed.")
    }

    @Argument(help: "The page's path.") var path = "/"
    @Option(help: "For how long the address works.") var minutes = 60

    package init() {}

    package func validate() throws {
        guard path.hasPrefix("/"), !path.contains("?"), !path.contains("#") else {
            throw ValidationError("The path begins with a slash and has no query: /some-post")
        }
        guard (1...1440).contains(minutes) else { throw ValidationError("From 1 minute to a day (1440).") }
    }

    package func run() throws {
        let config = try AppConfig.read(Program.service)
        let link = XRayLink(key: config.fragmentKey.bytes)
        print("\(config.publicOrigin)\(path)?\(link.query(for: path, of: Program.service, lasting: .seconds(minutes * 60)))")
    }
}
